// How long a text takes to say, and a text on one line: as `goodword pitch` does it, to the letter.

const space = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;
const controls = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]/g;

const parts = (text) => text.split(space).filter(Boolean);

// tidy("  a \n b "): "a b". On one line, and without characters that only control.
export const tidy = (text) => parts(parts(text).join(" ").replace(controls, "")).join(" ");

// words("Guten Tag"): 2. What stands between spaces is a word; Chinese, Japanese and Korean signs are half a word more.
export function words(text) {
  return parts(text).length + ((text.match(/[\u2e80-\u9fff\uac00-\ud7af]/g)?.length ?? 0) >> 1);
}

// seconds(78, 140): 33. A half goes to the even number, as in Python.
export function seconds(count, pace) {
  const exact = (count * 60) / pace;
  const whole = Math.floor(exact);
  const over = exact - whole;
  return whole + (over > 0.5 || (over === 0.5 && whole % 2) ? 1 : 0);
}
