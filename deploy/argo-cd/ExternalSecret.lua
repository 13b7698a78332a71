-- Argo CD has no string functions here. A text begins with a prefix that ends in
-- "-" exactly where it stands between that prefix and the same one with ".",
-- the next character.
local function begins_with_generation(version, generation)
  return version >= generation .. "-" and version < generation .. "."
end

local ZERO = { ["0"] = true, ["0s"] = true, ["0m"] = true, ["0h"] = true, ["0m0s"] = true, ["0h0m0s"] = true }

-- The operator never reads a later spec.
local function is_read_once(spec)
  if spec.refreshPolicy == "CreatedOnce" then
    return true
  end
  return spec.refreshPolicy ~= "OnChange" and ZERO[spec.refreshInterval] == true
end

local status = obj.status or {}
for _, condition in ipairs(status.conditions or {}) do
  if condition.type == "Ready" then
    if condition.status == "False" then
      return { status = "Degraded", message = condition.message }
    end
    if condition.status == "True" then
      -- Ready, and there is no Secret: it was deleted with its source, or there
      -- is none to merge into.
      if condition.reason == "SecretDeleted" or condition.reason == "SecretMissing" then
        return { status = "Degraded", message = condition.message }
      end
      local version = status.syncedResourceVersion or ""
      if begins_with_generation(version, obj.metadata.generation) then
        return { status = "Healthy", message = condition.message }
      end
      if is_read_once(obj.spec) then
        return { status = "Degraded", message = "The Secret is from an earlier spec, and the operator reads no later one" }
      end
      return { status = "Progressing", message = "The Secret is from an earlier spec" }
    end
  end
end
return { status = "Progressing", message = "Not synchronized yet" }
