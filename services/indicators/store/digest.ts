import { createHash } from 'node:crypto';
import { DEFINITIONS_VERSION } from '../definitions/version';
import type { Settings } from '../measure/settings';
import { PLANS } from './plans';

/**
 * What a store's cells stand on: definitions, zone and lateness rule. A process whose digest differs from the store's
 * must not write to it, nor read its cells.
 */
export function digestOf(settings: Settings): string {
  const parts = {
    version: DEFINITIONS_VERSION,
    zone: settings.zone.name,
    rule: settings.rule,
    series: PLANS.map(({ kind, series }) => ({
      kind,
      series: series.map(({ id, type, keys, columns }) => [id, type, keys, columns]),
    })),
  };
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
