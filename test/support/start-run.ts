import { RUN } from './stack-run';

/** Before all tests of a run: its workers are told which run they belong to. Nothing is started yet. */
export default function startRun(): void {
  process.env[RUN] = String(process.pid);
}
