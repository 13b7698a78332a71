-- Healthy says that the PushSecrets exist, and not that each has pushed.
local failed = {}
local status = obj.status or {}
for _, failure in ipairs(status.failedNamespaces or {}) do
  failed[#failed + 1] = failure.namespace .. ": " .. (failure.reason or "no reason given")
end
for _, condition in ipairs(status.conditions or {}) do
  if condition.type == "Ready" then
    if condition.status == "False" or #failed > 0 then
      local message = #failed > 0 and table.concat(failed, "; ") or condition.message
      return { status = "Degraded", message = message }
    end
    if condition.status == "True" then
      return { status = "Healthy", message = condition.message }
    end
  end
end
return { status = "Progressing", message = "Not reconciled yet" }
