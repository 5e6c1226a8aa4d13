import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { InputError } from '../errors';
import { withLock } from './lock';
import { run } from './processes';
import { findProgram, needProgram, type Program } from './programs';
import type { Say } from './say';

const JAVA: Program = { called: 'Java 17 or later', names: ['java'], apt: 'default-jre-headless' };
const MAVEN: Program = { called: 'Maven', names: ['mvn'], apt: 'maven' };
/** The oldest Java that Kafka's broker runs on. */
const OLDEST_JAVA = 17;

/** The programs for a private Kafka that this machine lacks; Maven is not needed where its jars are there. */
export function lacksForKafka(): Program[] {
  const java = javaOfHome() ?? findProgram(JAVA);
  const maven = existsSync(kafkaJars()) ? '' : findProgram(MAVEN);
  return [...(java === undefined ? [JAVA] : []), ...(maven === undefined ? [MAVEN] : [])];
}

/** Makes sure of Java. @throws InputError where it is absent or too old */
export async function needJava(say: Say): Promise<void> {
  const java = javaOfHome() ?? needProgram(JAVA, say);
  const asked = spawnSync(java, ['-version'], { encoding: 'utf8' });
  const version = /version "(?:1\.)?(\d+)/.exec(`${asked.stderr}${asked.stdout}`)?.[1];
  if (version === undefined || Number(version) < OLDEST_JAVA)
    throw new InputError(
      `${java} is Java ${version ?? 'of an unknown version'}: Kafka needs Java ${OLDEST_JAVA} or later; install one, or name its folder in JAVA_HOME`,
    );
}

/** The Java to use: of JAVA_HOME, else of PATH. */
export function javaPath(): string {
  return javaOfHome() ?? findProgram(JAVA) ?? 'java';
}

function javaOfHome(): string | undefined {
  const home = process.env['JAVA_HOME'];
  return home ? findProgram({ ...JAVA, places: [join(home, 'bin')] }) : undefined;
}

/** The project's folder: sources and built code are not equally deep in it. */
function project(folder = __dirname): string {
  if (existsSync(join(folder, 'package.json')) || folder === dirname(folder)) return folder;
  return project(dirname(folder));
}

const POM = join(project(), 'infra/stack/kafka/pom.xml');

/** The version of Kafka, which the pom alone names. */
export function kafkaVersion(): string {
  return /<kafka\.version>([^<]+)</.exec(readFileSync(POM, 'utf8'))![1]!;
}

/** The folder of Kafka's jars. */
export function kafkaJars(): string {
  return join(project(), '.cache', `kafka-${kafkaVersion()}`, 'libs');
}

/** Downloads Kafka's jars into a folder unless they are there. @throws InputError that says what failed */
export async function needKafka(say: Say, jars = kafkaJars()): Promise<void> {
  if (existsSync(jars)) return;
  const version = kafkaVersion();
  const maven = needProgram(MAVEN, say);
  await withLock(dirname(jars), async () => {
    if (existsSync(jars)) return;
    // Moved into place when whole: a download that was cut off does not count.
    const fresh = `${jars}.new`;
    rmSync(fresh, { recursive: true, force: true });
    mkdirSync(fresh);
    say(`downloading Apache Kafka ${version} through Maven (about 45 MB) ...`);
    const copy = ['-q', '-B', '-f', POM, 'dependency:copy-dependencies', '-DincludeScope=runtime'];
    await run(
      maven,
      [...copy, `-DoutputDirectory=${fresh}`],
      `Apache Kafka ${version} could not be downloaded; Maven needs its central repository, or a mirror of it in ~/.m2/settings.xml`,
    );
    renameSync(fresh, jars);
  });
}
