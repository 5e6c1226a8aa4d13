import { decompress as decompressZstd } from 'fzstd';
import { CompressionCodecs, CompressionTypes } from 'kafkajs';
import { decompress as decompressLz4 } from 'lz4js';
import { uncompress as decompressSnappy } from 'snappyjs';
import { InputError, messageOf } from '../errors';

/** The codecs that records may come in, besides none at all. */
export const CODECS = ['gzip', 'snappy', 'lz4', 'zstd'] as const;

/** Bytes that a codec cannot undo: trying again does not help, which kafkajs learns from `retriable`. */
export class DamagedBatch extends InputError {
  override readonly name = 'DamagedBatch';
  readonly retriable = false;

  constructor(codec: string, cause: unknown) {
    super(
      `Kafka: a batch says that it is compressed with ${codec} and is not readable as such (${messageOf(cause)})\n  Compare the topic with a copy (kafka-dump-log), and move the stored position past the batch once it is known to be lost: hub positions`,
    );
  }
}

/** Teaches kafkajs the codecs that it knows by number only. The hub reads all of them and writes gzip. */
export function registerCodecs(): void {
  CompressionCodecs[CompressionTypes.Snappy] = () => reading('snappy', undoSnappy);
  CompressionCodecs[CompressionTypes.LZ4] = () => reading('lz4', decompressLz4);
  CompressionCodecs[CompressionTypes.ZSTD] = () => reading('zstd', (bytes) => decompressZstd(bytes));
}

function reading(codec: string, undo: (bytes: Buffer) => Uint8Array) {
  return {
    compress: () => {
      throw new InputError(`Kafka: the hub reads ${codec} and does not write it; use gzip`);
    },
    decompress: async (bytes: Buffer): Promise<Buffer> => {
      try {
        const plain = undo(bytes);
        if (plain.length === 0) throw new Error('it holds nothing');
        return Buffer.from(plain.buffer, plain.byteOffset, plain.byteLength);
      } catch (error) {
        throw new DamagedBatch(codec, error);
      }
    },
  };
}

/** How Java's producers begin: a header, then blocks with their lengths before them. Others send one bare block. */
const XERIAL = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0x00]);
const XERIAL_HEADER_BYTES = 16;

function undoSnappy(bytes: Buffer): Buffer {
  if (!bytes.subarray(0, XERIAL.length).equals(XERIAL)) return decompressSnappy(bytes);
  const blocks: Buffer[] = [];
  for (let at = XERIAL_HEADER_BYTES; at < bytes.length; ) {
    const start = at + 4;
    const end = start + bytes.readInt32BE(at);
    if (end <= start || end > bytes.length) throw new Error('a block does not end where it says');
    blocks.push(decompressSnappy(bytes.subarray(start, end)));
    at = end;
  }
  return Buffer.concat(blocks);
}
