import { execFile, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CompressionCodecs, CompressionTypes } from 'kafkajs';
import { eventually, freshTopic, Ledger, randomName, testClient } from '../../test/support/kafka';
import { describeStack } from '../../test/support/stack';
import { javaPath, kafkaJars } from '../stack/java';
import { findProgram } from '../stack/programs';
import { CODECS, type KafkaRecord, partitionRanges, readRecords, startConsumer } from '.';

const run = promisify(execFile);
const JAVA_RECORDS = 3009;
const PRODUCER = join(__dirname, '../../test/support/java/ProduceWith.java');

describeStack('codecs of producers', (stack) => {
  async function all(topic: string): Promise<KafkaRecord[]> {
    const kafka = testClient([stack.brokers]);
    const [range] = await partitionRanges(kafka, topic);
    const records: KafkaRecord[] = [];
    for await (const record of readRecords(kafka, { topic, partition: 0 }, 0, range!.end)) records.push(record);
    return records;
  }

  const compiles = spawnSync(javaPath(), ['--list-modules'], { encoding: 'utf8' }).stdout?.includes('jdk.compiler');
  if (!compiles) process.stderr.write("left out: what Kafka's own producer compresses: this Java has no compiler\n");

  (compiles ? test : test.skip)(
    "Kafka's own producer: every value arrives as it was sent, large ones and those of many blocks too",
    async () => {
      const kafka = testClient([stack.brokers]);
      const prefix = stack.topicPrefix();
      for (const codec of CODECS) await freshTopic(kafka, 1, {}, prefix + codec);
      // The source holds Vietnamese, and Java reads sources as the machine's language says.
      const classpath = ['-Dfile.encoding=UTF-8', '-cp', join(kafkaJars(), '*')];
      await run(javaPath(), [...classpath, PRODUCER, stack.brokers, prefix, ...CODECS]);
      for (const codec of CODECS) {
        const records = await all(prefix + codec);
        expect({ codec, records: records.length }).toEqual({ codec, records: JAVA_RECORDS });
        const differing = records.filter(({ value, headers }) => digest(value!) !== headers['digest']);
        expect({ codec, differing: differing.map(({ offset }) => offset) }).toEqual({ codec, differing: [] });
      }
      // The same through a group, where kafkajs decodes several partitions at once.
      const ledger = new Ledger();
      const topics = CODECS.map((codec) => prefix + codec);
      const consumer = await startConsumer({ kafka, groupId: randomName('g'), topics, handler: ledger.handler() });
      await eventually(() => ledger.taken.length === JAVA_RECORDS * CODECS.length);
      await consumer.stop();
    },
    120_000,
  );

  const kcat = findProgram({ names: ['kcat', 'kafkacat'] });
  if (kcat === undefined)
    process.stderr.write('left out: what librdkafka compresses: no kcat (apt-get install kcat)\n');

  (kcat === undefined ? test.skip : test)(
    'librdkafka: every codec, raw Snappy among them',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'hub-kcat-'));
      try {
        const values = Array.from({ length: 5_000 }, (_, n) => `{"n":${n},"text":"${'hồ sơ '.repeat(n % 40)}"}`);
        const file = join(folder, 'lines');
        writeFileSync(file, `${values.join('\n')}\n`);
        const prefix = stack.topicPrefix();
        const kafka = testClient([stack.brokers]);
        for (const codec of CODECS) {
          await freshTopic(kafka, 1, {}, prefix + codec);
          await run(kcat!, ['-P', '-b', stack.brokers, '-t', prefix + codec, '-p', '0', '-z', codec, '-l', file]);
          const found = (await all(prefix + codec)).map(({ value }) => value!.toString());
          expect({ codec, same: found.join() === values.join(), count: found.length }).toEqual({
            codec,
            same: true,
            count: values.length,
          });
        }
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
    60_000,
  );
});

describe('damaged batches', () => {
  test.each([CompressionTypes.Snappy, CompressionTypes.LZ4, CompressionTypes.ZSTD])(
    'codec %s says so',
    async (type) => {
      testClient(['127.0.0.1:1']);
      const codec = (CompressionCodecs as Record<number, () => Codec>)[type]!();
      for (const bytes of [Buffer.alloc(0), Buffer.from('no such thing'), Buffer.alloc(40, 0xff)])
        await expect(codec.decompress(bytes)).rejects.toThrow(/is not readable as such/);
    },
  );
});

interface Codec {
  decompress(bytes: Buffer): Promise<Buffer>;
}

function digest(value: Buffer): string {
  return createHash('sha256').update(value).digest('hex');
}
