const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

/** Pauses between attempts, in milliseconds: doubling up to five seconds, without an end. */
export function* growing(longest = LONGEST_PAUSE_MS): Generator<number, never> {
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, longest)) yield pause;
}
