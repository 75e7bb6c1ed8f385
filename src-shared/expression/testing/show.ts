// Prints a tree as nested lists, operator first, so that tests can state what was parsed in one line.

import type { Expression, SlicePart } from '../syntax.ts'

/** `a == 1 and not b` → `(and (any eq a 1) (not b))`. */
export function showTree(expression: Expression): string {
  switch (expression.kind) {
    case 'logic':
      return list(expression.operator, ...expression.operands.map(showTree))
    case 'not':
      return list('not', showTree(expression.operand))
    case 'comparison':
      return list(expression.quantifier, expression.operator, showTree(expression.left), showTree(expression.right))
    case 'contains':
      return list(expression.quantifier, 'contains', showTree(expression.left), showTree(expression.right))
    case 'matches':
      return list(expression.quantifier, 'matches', showTree(expression.left), showTree(expression.pattern))
    case 'in': {
      const items = expression.items.map(({ from, to }) => showTree(from) + (to === null ? '' : '..' + showTree(to)))
      return list(expression.quantifier, 'in', showTree(expression.left), ...items)
    }
    case 'arithmetic':
      return list(expression.operator, showTree(expression.left), showTree(expression.right))
    case 'negative':
      return list('-', showTree(expression.operand))
    case 'slice':
      return list('slice', showTree(expression.operand), expression.parts.map(showPart).join(','))
    case 'call':
      return list(expression.name + '()', ...expression.arguments.map(showTree))
    case 'name':
      return (expression.selected ? '$' : '') + (expression.raw ? '@' : '') + expression.name
    case 'text':
      return JSON.stringify(expression.value)
    case 'word':
      return expression.text
  }
}

function list(...parts: string[]): string {
  return `(${parts.join(' ')})`
}

function showPart({ from, form, to }: SlicePart): string {
  return form === 'end' ? `${from}:` : form === 'last' ? `${from}-${to}` : `${from}:${to}`
}
