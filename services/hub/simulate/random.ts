/**
 * A small seeded generator (sfc32). The simulation's bytes must be the same on every machine, so nothing here or in its
 * users calls Math.random, nor a Math function whose last digit the language leaves open (pow, exp, log, sin).
 */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private counter = 1;

  /** `stream` keeps independent uses of one seed apart: drawing more from one does not shift the others. */
  constructor(seed: number, stream: number) {
    const high = Math.floor(seed / 0x1_0000_0000);
    this.a = scramble(seed | 0);
    this.b = scramble(this.a ^ (high | 0));
    this.c = scramble(this.b ^ stream);
    for (let i = 0; i < 16; i++) this.next();
  }

  /** Uniform in [0, 1), 32 bits. */
  next(): number {
    const sum = (this.a + this.b + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = ((this.c << 21) | (this.c >>> 11)) + sum;
    this.c |= 0;
    return (sum >>> 0) / 0x1_0000_0000;
  }

  /** True with probability p. */
  chance(p: number): boolean {
    return this.next() < p;
  }

  /** A whole number in [low, high]. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  between(low: number, high: number): number {
    return low + this.next() * (high - low);
  }

  /** In [0, 1) with a mean of a quarter: mostly little, now and then much, as waiting times are. */
  skewed(): number {
    return this.next() * this.next();
  }

  pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.next() * items.length)]!;
  }
}

/** Items drawn in proportion to their weights. */
export class Weighted<T> {
  private readonly cumulated: Float64Array;
  readonly total: number;

  constructor(
    readonly items: readonly T[],
    weights: readonly number[],
  ) {
    this.cumulated = new Float64Array(items.length);
    let sum = 0;
    for (let i = 0; i < items.length; i++) {
      sum += weights[i]!;
      this.cumulated[i] = sum;
    }
    this.total = sum;
  }

  draw(random: Random): T {
    const wanted = random.next() * this.total;
    let low = 0;
    let high = this.items.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.cumulated[middle]! > wanted) high = middle;
      else low = middle + 1;
    }
    return this.items[low]!;
  }
}

/** The finaliser of MurmurHash3: neighbouring seeds must not give neighbouring provinces. */
function scramble(value: number): number {
  let h = (value + 0x9e3779b9) | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
