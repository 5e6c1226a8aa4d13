import { leaveStack } from './stack-run';

/** After all tests of a run: ends the servers that nobody uses any more. */
export default function stopStack(): Promise<void> {
  return leaveStack();
}
