import { stderr } from 'node:process';

/** How far a long piece of work has come. */
export interface Progress {
  /** @param share 0 to 1; null where nobody knows */
  update(share: number | null, text: string): void;
  done(): void;
}

const WIDTH = 30;

/** A bar on a terminal; elsewhere a plain line every few seconds. */
export function progress(label: string, plainEvery = 5000): Progress {
  return stderr.isTTY ? bar(label) : plain(label, plainEvery);
}

function bar(label: string): Progress {
  let last = 0;
  return {
    update(share, text) {
      if (Date.now() - last < 100) return;
      last = Date.now();
      const filled = Math.round((share ?? 0) * WIDTH);
      const drawn = share === null ? '' : ` [${'#'.repeat(filled)}${'.'.repeat(WIDTH - filled)}] ${percent(share)}`;
      stderr.write(`\r\u001b[K${label}${drawn} ${text}`);
    },
    done: () => void stderr.write('\r\u001b[K'),
  };
}

function plain(label: string, every: number): Progress {
  let last = Date.now();
  return {
    update(share, text) {
      if (Date.now() - last < every) return;
      last = Date.now();
      stderr.write(`${label}${share === null ? '' : ` ${percent(share)}`} ${text}\n`);
    },
    done: () => {},
  };
}

function percent(share: number): string {
  return `${Math.floor(share * 100)} %`;
}
