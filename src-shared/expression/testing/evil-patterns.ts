// Patterns that stop a backtracking engine. Run by pattern.test.ts and by bench/pattern.bench.mjs.

/** Patterns that take exponential or quadratic time in backtracking engines, and large ones. */
// prettier-ignore
export const evilPatterns = [
  '(a+)+$', '(a+)+b', '(a|aa)+$', '(a|a)*b', '(a*)*b', '(a*)*$', '((a+)+)+$', '(a+a+)+y', '(.*)*x', '(.*a){20}x',
  '(a|a?)+$', '(.*)+.$', '([a-zA-Z]+)*$', '([a-z]+)*=', '(a?){60}a{60}$', '^(([a-z])+.)+[A-Z]([a-z])+$', '(x+x+)+y',
  '.*.*.*=.*', '.*.*=.*.*;', '(?:.*)*=', '(.*?,){11}P', '^(a?)*?$', '(a|b)*a(a|b){20}', '(a|b)*a(a|b){60}$',
  'a.{0,120}b', '(.{0,24}a){5}x', '([ab]*a[ab]{28}){4}c', 'a{0,126}b', '[^x]{0,126}x', '(\\w+\\s*)+$', '\\b(\\w+\\s?)*\\B$',
  '^(\\d+)*$', '(\\d+,?)+$', '(0|1)*1(0|1){40}$', '(?:\\s+)*x', '(\\s*\\w*)*!', '(a+|b+|c+)*d', '((ab)*)*c', '(ab|a)(bc|c)*d',
  '(^a|b$)*x', '(a+b?)+c', '(a{1,9}){1,9}c', '((a{2}){3}){9}b', '(a*b*)*c', '(a*?)*?b', '.*a.*b.*c.*d', '(.a){40}b',
  '[ab]{100}c', '(a|ab|b|ba)*c', '(?:a?a?a?a?)+b', '(\\D+|\\d+)*!', '(.|\\n)*x', '(?i)(A+)+$', '(?-i)(a+)+B',
  '^(?:a+)+(?:b+)+$', '(桩+)+电', '(.*桩){10}x', '\\b(.{0,60}a){2}\\bx', '(a?b?c?d?)*e', '(a|b|ab)*(?:bc|c)(d|$)x',
]
