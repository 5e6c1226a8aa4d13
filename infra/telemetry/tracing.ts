import {
  type Context,
  context,
  type Link,
  propagation,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';

/** What is told of a span. Never a value of a fact, a parameter of a statement or a header. */
export type SpanAttributes = Readonly<Record<string, string | number | boolean>>;

/** Headers of a request or of a Kafka record, by lower-case name. */
export type TraceHeaders = Readonly<Record<string, string | undefined>>;

export interface SpanOptions {
  /** Where the work came from: the first of them that is traced is the parent, the others are linked. */
  readonly from?: Iterable<TraceHeaders>;
  /** `server` answers a request, `consumer` takes messages, `client` asks another process. */
  readonly kind?: 'internal' | 'server' | 'consumer' | 'client';
}

/** Most spans that one span is linked to. */
const LINK_LIMIT = 32;
const TRACER = 'hub';

const KINDS = {
  internal: SpanKind.INTERNAL,
  server: SpanKind.SERVER,
  consumer: SpanKind.CONSUMER,
  client: SpanKind.CLIENT,
};

let active = false;

/** Whether spans are recorded at all. */
export function isTracing(): boolean {
  return active;
}

/** Told by whoever starts or stops the exporter. */
export function setTracing(on: boolean): void {
  active = on;
}

/**
 * Runs the work inside a span; what it throws is told by the span and passed on. While nothing is traced it costs one
 * comparison.
 */
export function traced<T>(
  name: string,
  attributes: SpanAttributes,
  work: () => Promise<T>,
  options?: SpanOptions,
): Promise<T> {
  if (!active) return work();
  return begin(name, attributes, options, async (span) => {
    try {
      return await work();
    } catch (error) {
      throw failed(span, error);
    } finally {
      span.end();
    }
  });
}

/** The same for work that is done at once. */
export function tracedNow<T>(name: string, attributes: SpanAttributes, work: () => T): T {
  if (!active) return work();
  return begin(name, attributes, undefined, (span) => {
    try {
      return work();
    } catch (error) {
      throw failed(span, error);
    } finally {
      span.end();
    }
  });
}

/** The span of a batch of a partition; whoever wrote its first traced record is its parent. */
export function tracedBatch<T>(
  { topic, partition }: { readonly topic: string; readonly partition: number },
  records: readonly { readonly offset: number; readonly headers: TraceHeaders }[],
  work: () => Promise<T>,
): Promise<T> {
  if (!active) return work();
  const attributes = {
    'messaging.system': 'kafka',
    'messaging.destination.name': topic,
    'messaging.destination.partition.id': String(partition),
    'messaging.batch.message_count': records.length,
    'hub.first_offset': records.at(0)?.offset ?? -1,
    'hub.last_offset': records.at(-1)?.offset ?? -1,
  };
  return traced('kafka batch', attributes, work, { from: headersOf(records), kind: 'consumer' });
}

function* headersOf(records: readonly { readonly headers: TraceHeaders }[]): Generator<TraceHeaders> {
  for (const { headers } of records) yield headers;
}

/** The headers that tell another process which span it works for; none while nothing is traced. */
export function traceHeaders(): Record<string, string> {
  const headers: Record<string, string> = {};
  if (active) propagation.inject(context.active(), headers);
  return headers;
}

function begin<T>(
  name: string,
  attributes: SpanAttributes,
  { from = [], kind = 'internal' }: SpanOptions = {},
  work: (span: Span) => T,
): T {
  const { parent, links } = origins(from);
  const options = { attributes, links, kind: KINDS[kind] };
  return trace.getTracer(TRACER).startActiveSpan(name, options, parent, work);
}

function origins(from: Iterable<TraceHeaders>): { parent: Context; links: Link[] } {
  let parent: Context | undefined;
  const links: Link[] = [];
  for (const headers of from) {
    if (headers['traceparent'] === undefined) continue;
    const found = propagation.extract(context.active(), headers);
    const span = trace.getSpanContext(found);
    if (span === undefined) continue;
    if (parent === undefined) parent = found;
    else if (links.push({ context: span }) >= LINK_LIMIT) break;
  }
  return { parent: parent ?? context.active(), links };
}

/** The kind of the error and not its words: they may hold what a span must not. */
function failed(span: Span, error: unknown): unknown {
  span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : typeof error });
  return error;
}
