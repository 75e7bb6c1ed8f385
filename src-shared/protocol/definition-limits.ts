// What a definition may cost: bounds that ordinary files never meet and hostile ones cannot pass. Kept by read-yaml.ts,
// compile-layout.ts and run.ts.

/** Characters of one file. */
export const sizeLimit = 1024 * 1024
/** Lines of one file. */
export const lineLimit = 50_000
/** Lists and maps inside each other. */
export const depthLimit = 64
/** Values, lists and maps of one file, aliases counted as what they stand for. */
export const nodeLimit = 50_000
/** Mistakes that are told of one file; a reader mends the first of them and asks again. */
export const mistakeLimit = 200

/** Groups, repeats and units inside each other, uses of groups counted. */
export const layoutDepthLimit = 16
/** Fields of one protocol, each use of a group counted. With nodeBudget, a tree stays below 100,000 nodes. */
export const fieldLimit = 10_000
/** Nodes that the repeats and units of one frame may make, so that a hostile count cannot fill the memory. */
export const nodeBudget = 90_000
