import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parse } from 'yaml';
import { InputError, messageOf } from '../../infra/errors';
import { Faults } from './faults';
import { hasForm } from './form';

/** What a province adds to the directive's data: the file that `HUB_DIRECTIVE` names, and the files that it names. */
export interface Configuration {
  /** Where a fault of the file itself is noted. */
  readonly faults: Faults;
  /** Agency codes by party key. */
  readonly parties: Readonly<Record<string, readonly string[]>>;
  readonly directives: readonly Source[];
  /** Absent: the weights that come with the hub. */
  readonly weights: Source | undefined;
}

/** A file's content, not yet held against any form. */
export interface Source {
  readonly value: unknown;
  readonly faults: Faults;
}

/**
 * Reads the configuration and what it points to; JSON and YAML alike.
 * @param file undefined: nothing is configured
 * @throws InputError for a file that is absent or no YAML
 */
export function readConfiguration(file: string | undefined, faults: string[]): Configuration {
  const own = new Faults(file ?? '', faults);
  const nothing: Configuration = { faults: own, parties: {}, directives: [], weights: undefined };
  if (file === undefined) return nothing;
  const value = readValue(file) ?? {};
  if (!hasForm('configuration', value, own)) return nothing;
  const {
    parties = {},
    directives = [],
    weights,
  } = value as {
    parties?: Record<string, string[]>;
    directives?: string[];
    weights?: string;
  };
  const source = (path: string): Source => {
    const full = resolve(dirname(file), path);
    return { value: readValue(full), faults: new Faults(full, faults) };
  };
  return {
    faults: own,
    parties,
    directives: directives.map(source),
    weights: weights === undefined ? undefined : source(weights),
  };
}

function readValue(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new InputError(`${file} cannot be read (${messageOf(error)}): expected a file in JSON or YAML`);
  }
  try {
    return parse(text);
  } catch (error) {
    throw new InputError(`${file} is neither JSON nor YAML: ${messageOf(error).trim()}`);
  }
}
