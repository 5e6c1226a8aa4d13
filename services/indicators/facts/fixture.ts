import type { DecodeOptions } from './decode';

/** When the messages of the tests arrive. */
export const RECEIVED_AT = Date.parse('2026-06-01T00:00:00Z');
export const OPTIONS: DecodeOptions = { receivedAt: RECEIVED_AT };

/** A valid dossier event, with other members where a test wants them. */
export function dossierEvent(
  over: Readonly<Record<string, unknown>> = {},
  data: Readonly<Record<string, unknown>> = { status: 'RECEIVED', receivedAt: '2022-11-25T08:15:00+07:00' },
): Record<string, unknown> {
  return {
    specversion: '1.0',
    id: 'evt-1',
    source: 'urn:example:permits',
    type: 'vn.province.dossier.v1',
    subject: '000.00.01.H44-221125-0001',
    time: '2022-11-25T08:15:00+07:00',
    data,
    ...over,
  };
}
