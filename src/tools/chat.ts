/** `npm run chat`: the assistant in the terminal, in memory, beside a running server or without one. */
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { chat } from '../channel/terminal/chat.ts';
import { createPaint } from '../channel/terminal/render.ts';
import { type Core, composeCore } from '../compose.ts';
import { formatFault } from '../content/fault.ts';
import { type Language, languages } from '../content/schema.ts';
import { NoContent } from '../content/store.ts';

/** Thrown with a sentence for whoever typed the command. */
class WrongOption extends Error {}

interface Options {
  readonly lang: Language | null;
  readonly municipality: string | null;
  readonly role: 'resident' | 'professional';
}

/** Reads the command line. Throws `WrongOption`. */
function readOptions(given: readonly string[]): Options {
  const { lang, municipality, role } = parseGiven(given);
  const language = languages.find((one) => one === lang) ?? null;
  if (lang !== undefined && language === null)
    throw new WrongOption(`--lang ${lang}: use ${languages.join(', ')}`);
  if (role !== undefined && role !== 'resident' && role !== 'professional') {
    throw new WrongOption(`--role ${role}: use resident or professional`);
  }
  return { lang: language, municipality: municipality ?? null, role: role ?? 'resident' };
}

function parseGiven(given: readonly string[]): { lang?: string; municipality?: string; role?: string } {
  const options = {
    lang: { type: 'string' },
    municipality: { type: 'string' },
    role: { type: 'string' },
  } as const;
  try {
    return parseArgs({ args: [...given], options }).values;
  } catch (problem) {
    throw new WrongOption(problem instanceof Error ? problem.message : 'the options cannot be read');
  }
}

/** Puts what the command line said into the fresh conversation. */
async function prepare(
  { storage }: Core,
  conversation: string,
  options: Options,
  code: string | null,
): Promise<void> {
  const known = await storage.load(conversation);
  if (known === null || (code === null && options.lang === null)) return;
  await storage.commitTurn({
    conversation,
    channel: known.channel,
    user: known.user,
    baseVersion: known.version,
    state: { ...known.state, municipality: code, langChosen: options.lang !== null },
    key: null,
    activities: [],
    effects: [],
    events: [],
    outbox: [],
    at: known.createdAt,
  });
}

function findPlace(core: Core, name: string | null): string | null {
  if (name === null) return null;
  const [code] = core.content().understanding.places(name);
  if (code === undefined)
    throw new WrongOption(`--municipality ${name}: no municipality of this name is known`);
  return code;
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const core = await composeCore();
  const { stdin, stdout, env } = process;
  const isTerminal = stdin.isTTY === true && stdout.isTTY === true;
  const conversation = randomUUID();
  try {
    const code = findPlace(core, options.municipality);
    const lines = createInterface(
      isTerminal ? { input: stdin, output: stdout, prompt: '> ' } : { input: stdin },
    );
    // Listening begins now: lines piped in come at once, and would be lost until the greeting is out.
    const typed = lines[Symbol.asyncIterator]();
    // https://no-color.org: set and not empty means no colours.
    const colours = stdout.isTTY === true && (env.NO_COLOR ?? '') === '';
    await chat({
      converse: core.converse,
      conversation,
      role: options.role,
      locale: options.lang,
      lines: { [Symbol.asyncIterator]: () => typed },
      write: (text) => void stdout.write(text),
      paint: createPaint(colours),
      ask: () => (isTerminal ? lines.prompt() : undefined),
      onStarted: () => prepare(core, conversation, options, code),
    });
    lines.close();
  } finally {
    await core.close();
  }
}

try {
  await main();
} catch (problem) {
  if (problem instanceof WrongOption) process.stderr.write(`${problem.message}\n`);
  else if (problem instanceof NoContent)
    for (const fault of problem.faults) process.stderr.write(`${formatFault(fault)}\n`);
  else throw problem;
  process.exitCode = 1;
}
