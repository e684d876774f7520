import { main } from '../../cli/main.ts';
import { PROJECT_ROOT } from '../../suites/harness/target/schema.ts';

/** What a run of the `tollgate` command left behind. */
export interface Ran {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the `tollgate` command in this process. */
export async function tollgate(
  argv: readonly string[],
  { root = PROJECT_ROOT }: { readonly root?: string } = {},
): Promise<Ran> {
  let out = '';
  let err = '';
  const status = await main(argv, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    root,
  });
  return { status, out, err };
}
