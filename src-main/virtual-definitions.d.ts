// Made by scripts/definitions-plugin.ts at build time.
declare module 'virtual:definitions' {
  /** The bundled protocols, merged with their parts, checked when the program was built. */
  export const families: import('../src-shared/protocol/definition.ts').FamilyDefinition[]
}
