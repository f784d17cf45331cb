/** `npm run content -- …`: what is wrong with the content files, accepting a review, and compiling beforehand. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseDocument } from 'yaml';
import { preparedFolder, projectRoot } from '../compose.ts';
import { checkContent } from '../content/checks/index.ts';
import { checkRelease, reviewDigest } from '../content/checks/release.ts';
import { sortFaults } from '../content/compile.ts';
import { type Fault, formatFault } from '../content/fault.ts';
import { readContentFiles } from '../content/files.ts';
import { flowSchema, guideSchema, hazardsSchema, noticesSchema, redFlagsSchema } from '../content/schema.ts';
import { parseContent } from '../content/source.ts';
import { NoContent, openContent } from '../content/store.ts';

const usage = `Usage:
  npm run content -- check             what is wrong with the files in dialogs/ and knowledge/
  npm run content -- check --release   also what is unverified, stale or not reviewed
  npm run content -- review FILE --by "NAME, ROLE"   a named professional accepts the text of a file
  npm run content -- compile           compile and train now, so that the first start need not
`;

function check(root: string, release: boolean): readonly Fault[] {
  const { source, faults } = parseContent(readContentFiles(root));
  const today = new Date().toISOString().slice(0, 10);
  return sortFaults([...faults, ...checkContent(source), ...(release ? checkRelease(source, today) : [])]);
}

/** Writes the digest of the text and who accepted it into the file's `review`. */
function review(root: string, file: string, by: string): string {
  const path = resolve(root, file);
  const document = parseDocument(readFileSync(path, 'utf8'));
  const value = document.toJS();
  const shapes = [flowSchema, guideSchema, redFlagsSchema, noticesSchema, hazardsSchema];
  const parsed = shapes.map((shape) => shape.safeParse(value)).find((result) => result.success);
  if (parsed?.success !== true)
    throw new Error(`${file} is no reviewed content, or has faults; run "npm run content -- check" first`);
  document.setIn(['review', 'by'], by);
  document.setIn(['review', 'reviewed'], new Date().toISOString().slice(0, 10));
  const renewed = shapes.map((shape) => shape.safeParse(document.toJS())).find((result) => result.success);
  if (renewed?.success !== true) throw new Error(`${file} would not be valid after the review`);
  document.setIn(['review', 'digest'], reviewDigest(renewed.data));
  writeFileSync(path, document.toString({ lineWidth: 0 }));
  return `${relative(root, path)}: accepted by ${by}`;
}

/** Compiles into the folder of prepared content; returns the faults that keep it from doing so. */
async function compile(root: string): Promise<readonly Fault[]> {
  const policy = process.env['CONTENT_POLICY'] === 'release' ? 'release' : 'evaluation';
  try {
    const store = await openContent({ root, cache: preparedFolder, watch: false, policy });
    await store.close();
    return store.status().faults;
  } catch (problem) {
    if (!(problem instanceof NoContent)) throw problem;
    return problem.faults;
  }
}

async function main(args: readonly string[]): Promise<number> {
  const root = process.env['CONTENT_DIR'] ?? projectRoot;
  const [command, file] = args;
  if (command === 'check') {
    const faults = check(root, args.includes('--release'));
    for (const fault of faults) process.stdout.write(`${formatFault(fault)}\n`);
    process.stdout.write(
      faults.length === 0 ? 'content: no faults\n' : `content: ${faults.length} fault(s)\n`,
    );
    return faults.length === 0 ? 0 : 1;
  }
  if (command === 'compile') {
    const faults = await compile(root);
    for (const fault of faults) process.stdout.write(`${formatFault(fault)}\n`);
    process.stdout.write(
      faults.length === 0 ? 'content: compiled\n' : 'content: not compiled, for the faults above\n',
    );
    return faults.length === 0 ? 0 : 1;
  }
  const by = args[args.indexOf('--by') + 1];
  if (command === 'review' && file !== undefined && args.includes('--by') && by !== undefined) {
    process.stdout.write(`${review(root, join(file), by)}\n`);
    return 0;
  }
  process.stderr.write(usage);
  return 2;
}

process.exitCode = await main(process.argv.slice(2));
