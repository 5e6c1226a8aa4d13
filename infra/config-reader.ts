type Environment = Readonly<Record<string, string | undefined>>;

/** Reads settings one by one and collects every fault, so that all are told at once. */
export class ConfigReader {
  readonly faults: string[] = [];

  constructor(private readonly environment: Environment) {}

  /** A setting; undefined where it is absent or blank. */
  value(name: string): string | undefined {
    return this.environment[name]?.trim() || undefined;
  }

  /** A setting in its own form; a fault names what was given. */
  check<T>(name: string, fallback: T, read: (text: string) => T | undefined, right: string): T {
    return this.#read(name, fallback, read, right, (text) => `${name}=${text}`);
  }

  /** A setting that holds a secret: a fault does not show it. */
  checkSecret<T>(name: string, read: (text: string) => T | undefined, right: string): T | undefined {
    return this.#read(name, undefined, read, right, () => name);
  }

  flag(name: string): boolean {
    return this.check(name, false, (text) => FLAGS[text], '1 or 0');
  }

  fault(text: string): void {
    this.faults.push(text);
  }

  #read<T>(
    name: string,
    fallback: T,
    read: (text: string) => T | undefined,
    right: string,
    shown: (text: string) => string,
  ): T {
    const text = this.value(name);
    if (text === undefined) return fallback;
    const found = read(text);
    if (found === undefined) this.fault(`${shown(text)}: expected ${right}`);
    return found ?? fallback;
  }
}

const FLAGS: Readonly<Record<string, boolean>> = { '1': true, '0': false, true: true, false: false };
