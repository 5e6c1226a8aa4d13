import { type Logger, SILENT } from './log';
import { setTracing } from './tracing';

export interface TracingOptions {
  /** OTLP over HTTP, such as http://127.0.0.1:4318/v1/traces. Absent: nothing is traced. */
  readonly address: string | undefined;
  /** The service is named `hub-<role>`. */
  readonly role: string;
  /** Told where spans cannot be sent. */
  readonly log?: Logger;
}

/**
 * Sends spans to a collector from now on. A collector that is away costs spans, never work.
 * @returns what sends the rest and ends it
 */
export function startTracing({ address, role, log = SILENT }: TracingOptions): { stop(): Promise<void> } {
  if (address === undefined) return { stop: async () => undefined };
  // Loaded here alone: it takes longer than all the rest, and nearly nobody needs it.
  const { startExporter } = require('./exporter') as typeof import('./exporter');
  const end = startExporter(address, `hub-${role}`, log);
  setTracing(true);
  return {
    stop: () => {
      setTracing(false);
      return end();
    },
  };
}
