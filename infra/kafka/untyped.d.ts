/** Packages that bring no types of their own: what is used of them. */

declare module 'snappyjs' {
  /** Undoes one raw Snappy block. Throws on damaged bytes, and where the result would exceed `maxLength` bytes. */
  export function uncompress(compressed: Buffer, maxLength?: number): Buffer;
}

declare module 'lz4js' {
  /** Undoes one LZ4 frame. Throws on damaged bytes. */
  export function decompress(compressed: Uint8Array): Uint8Array;
}

/** Not part of kafkajs's public face: how it sorts out what a fetch of a partition brought. */
declare module 'kafkajs/src/consumer/batch' {
  import type { Batch } from 'kafkajs';

  const OpenBatch: new (
    topic: string,
    from: string,
    answer: object,
  ) => Batch & { readonly rawMessages: readonly object[] };
  export default OpenBatch;
}
