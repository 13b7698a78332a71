-- See ExternalSecret.lua.
local function begins_with_generation(version, generation)
  return version >= generation .. "-" and version < generation .. "."
end

local status = obj.status or {}
for _, condition in ipairs(status.conditions or {}) do
  if condition.type == "Ready" then
    if condition.status == "False" then
      return { status = "Degraded", message = condition.message }
    end
    if condition.status == "True" then
      if begins_with_generation(status.syncedResourceVersion or "", obj.metadata.generation) then
        return { status = "Healthy", message = condition.message }
      end
      return { status = "Progressing", message = "What was pushed is from an earlier spec" }
    end
  end
end
return { status = "Progressing", message = "Not pushed yet" }
