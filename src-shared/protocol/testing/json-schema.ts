// As much of JSON Schema as definition.schema.json uses, to see that it accepts what it should: a test cannot ask an editor.

type Schema = Record<string, unknown>

/** The places where a value does not fit, such as `/messages/3/fields/0: type`; empty when it fits. */
export function schemaFaults(root: Schema, value: unknown): string[] {
  return new Validator(root).faults(root, value, '')
}

class Validator {
  private readonly definitions: Record<string, Schema>

  constructor(root: Schema) {
    this.definitions = (root['$defs'] ?? {}) as Record<string, Schema>
  }

  faults(schema: Schema, value: unknown, path: string): string[] {
    const { $ref } = schema
    if (typeof $ref === 'string') return this.faults(this.definitions[$ref.replace('#/$defs/', '')]!, value, path)
    const alternatives = schema['anyOf'] as Schema[] | undefined
    if (alternatives) {
      const found = alternatives.map((one) => this.faults(one, value, path))
      // Of several the one that was followed furthest says what is wrong.
      return found.find((one) => one.length === 0) ?? found.toSorted((a, b) => deepest(b) - deepest(a))[0]!
    }
    if ('const' in schema && schema['const'] !== value) return [`${path}: const`]
    if ('enum' in schema && !(schema['enum'] as unknown[]).includes(value)) return [`${path}: enum`]
    if ('type' in schema && !hasType(value, schema['type'] as string))
      return [`${path}: type ${String(schema['type'])}`]
    if (typeof value === 'string') return stringFits(schema, value) ? [] : [`${path}: text`]
    if (typeof value === 'number') return numberFits(schema, value) ? [] : [`${path}: number`]
    if (Array.isArray(value)) return this.listFaults(schema, value, path)
    return typeof value === 'object' && value !== null ? this.objectFaults(schema, value, path) : []
  }

  private listFaults(schema: Schema, list: readonly unknown[], path: string): string[] {
    const { minItems = 0, maxItems = Infinity } = schema as { minItems?: number; maxItems?: number }
    if (list.length < minItems || list.length > maxItems) return [`${path}: items`]
    const first = (schema['prefixItems'] ?? []) as Schema[]
    return list.flatMap((item, index) =>
      this.faults(first[index] ?? ((schema['items'] ?? {}) as Schema), item, `${path}/${index}`),
    )
  }

  private objectFaults(schema: Schema, object: object, path: string): string[] {
    const properties = (schema['properties'] ?? {}) as Record<string, Schema>
    const missing = ((schema['required'] ?? []) as string[]).filter((key) => !(key in object))
    const others = schema['additionalProperties']
    const inner = Object.entries(object).flatMap(([key, value]) => {
      const own = properties[key]
      if (own) return this.faults(own, value, `${path}/${key}`)
      if (others === false) return [`${path}/${key}: unknown key`]
      const name = this.faults((schema['propertyNames'] ?? {}) as Schema, key, `${path}/${key}`)
      return [...name, ...(typeof others === 'object' ? this.faults(others as Schema, value, `${path}/${key}`) : [])]
    })
    return [...missing.map((key) => `${path}: ${key} is missing`), ...inner]
  }
}

function deepest(faults: readonly string[]): number {
  return Math.max(...faults.map((fault) => fault.split('/').length))
}

function hasType(value: unknown, type: string): boolean {
  if (type === 'array') return Array.isArray(value)
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value)
  return type === 'integer' ? Number.isInteger(value) : typeof value === type
}

function stringFits(schema: Schema, text: string): boolean {
  const { pattern, minLength = 0 } = schema as { pattern?: string; minLength?: number }
  return text.length >= minLength && (pattern === undefined || new RegExp(pattern).test(text))
}

function numberFits(schema: Schema, number: number): boolean {
  const { minimum = -Infinity, maximum = Infinity, exclusiveMinimum = -Infinity } = schema as Record<string, number>
  return number >= minimum && number <= maximum && number > exclusiveMinimum
}
