// What run.ts finds wrong while it reads a layout, as facts; body-findings.ts makes texts of them.
import type { FieldPlan } from './plan.ts'

export type RunProblem =
  /**
   * A list has another number of items than is said: by the count, by the field that repeats it, or by the layout
   * (fixed).
   */
  | { kind: 'count'; slot: number; field: FieldPlan; said: number; found: number; fixed: boolean }
  /** A list ends inside an item. */
  | { kind: 'item_cut'; slot: number; field: FieldPlan; at: number }
  /** A size makes no sense, or asks for more than there is. */
  | { kind: 'size'; field: FieldPlan; size: number | null; left: number; at: number }
  /** A unit runs past the end. */
  | { kind: 'overflow'; field: FieldPlan; at: number; size: number; left: number }
  /** A unit's value has another length than documented; raw: it could not be read. */
  | { kind: 'unit_size'; slot: number; field: FieldPlan; documented: number; found: number; raw: boolean }
  /** The layout of a unit's value ends before the value does, or the value before its layout. */
  | { kind: 'unit_rest'; slot: number; field: FieldPlan; missing: readonly FieldPlan[] }
  | { kind: 'unknown_tag'; slot: number; tag: number }
  /** The frame would give more nodes than a tree may have. */
  | { kind: 'limit'; at: number }
