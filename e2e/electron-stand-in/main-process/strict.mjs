// Parts of the stand-in fail loudly when the app uses what they do not model.

/** The object as it is; reading a member that it lacks throws. */
export function strict(name, target) {
  return new Proxy(target, {
    get(object, key) {
      if (typeof key === 'string' && !(key in object) && key !== 'then')
        throw new Error(`stand-in: electron's ${name}.${key} is not modelled`)
      return object[key]
    },
    set(object, key, value) {
      if (!(key in object)) throw new Error(`stand-in: electron's ${name}.${String(key)} cannot be set here`)
      object[key] = value
      return true
    },
  })
}

/** A copy as Electron's IPC makes it; throws for functions and the like. */
export function cloned(value) {
  return structuredClone(value)
}
