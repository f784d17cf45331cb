/** The case store: call-backs wait, are claimed and closed; every opening leaves an audit row. */
import type { CaseStore, StoredCase } from '../conversation/ports.ts';
import type { CaseDraft } from '../conversation/types.ts';
import { type Database, type Row, textOf, textOrNull } from './database.ts';
import type { Group } from './group.ts';
import { keyOf, seal, takeKey, unseal } from './seal.ts';

const select = 'SELECT * FROM cases c JOIN secrets s ON s.place = c.place';

export function createCaseStore(database: Database, group: Group): CaseStore {
  return {
    /** Waiting and claimed cases of these queues, oldest first. */
    listCases: async (queues) => {
      if (queues.length === 0) return [];
      const marks = queues.map(() => '?').join(', ');
      const sql = `${select} WHERE c.queue IN (${marks}) AND c.status <> 'closed' ORDER BY c.opened_at, c.id`;
      return database.all(sql, ...queues).map((row) => {
        // The list is no opening: who must be called, and why, is only read with an audit row (PR-5).
        const { contact, summary, ...shown } = caseOf(row);
        return shown;
      });
    },
    readCase: (id, adviser, reason, at) =>
      group.run(() => {
        const row = database.one(`${select} WHERE c.id = ?`, id);
        if (row === null) return null;
        audit(database, { at, adviser, id, action: 'read', reason });
        return caseOf(row);
      }),
    claimCase: (id, adviser, at) =>
      group.run(() => {
        const sql = `UPDATE cases SET status = 'claimed', claimed_by = ?, claimed_at = ?
                     WHERE id = ? AND status = 'waiting'`;
        const isClaimed = database.run(sql, adviser, at, id) === 1;
        if (isClaimed) audit(database, { at, adviser, id, action: 'claim', reason: '' });
        return isClaimed;
      }),
    /** A case that a colleague has claimed is the colleague's to close. */
    closeCase: (id, adviser, at) =>
      group.run(() => {
        const sql = `UPDATE cases SET status = 'closed', closed_at = ?
                     WHERE id = ? AND status <> 'closed' AND (claimed_by IS NULL OR claimed_by = ?)`;
        const isClosed = database.run(sql, at, id, adviser) === 1;
        if (isClosed) audit(database, { at, adviser, id, action: 'close', reason: '' });
        return isClosed;
      }),
  };
}

/** Stores a case that a turn opens; part of that turn's transaction. Its key is its own: it outlives the chat's. */
export function insertCase(database: Database, conversation: string, draft: CaseDraft, at: string): void {
  const key = takeKey(database);
  database.run(
    `INSERT INTO cases (id, number, queue, conversation, place, sealed_draft, status, opened_at)
     VALUES (?, ?, ?, ?, ?, ?, 'waiting', ?)`,
    draft.id,
    draft.number,
    draft.queue,
    conversation,
    key.place,
    seal(key, JSON.stringify(draft)),
    at,
  );
}

export function isNumberTaken(database: Database, number: string): boolean {
  return database.one('SELECT id FROM cases WHERE number = ?', number) !== null;
}

interface Audit {
  readonly at: string;
  readonly adviser: string;
  readonly id: string;
  readonly action: 'read' | 'claim' | 'close';
  readonly reason: string;
}

/** PR-5: who, which case, why, when. */
function audit(database: Database, { at, adviser, id, action, reason }: Audit): void {
  const sql = 'INSERT INTO audits (at, adviser, case_id, action, reason) VALUES (?, ?, ?, ?, ?)';
  database.run(sql, at, adviser, id, action, reason);
}

function caseOf(row: Row): StoredCase {
  // Our own JSON, written by insertCase.
  const draft: CaseDraft = JSON.parse(unseal(keyOf(row), textOf(row, 'sealed_draft')));
  return {
    ...draft,
    conversation: textOf(row, 'conversation'),
    status: statusOf(textOf(row, 'status')),
    openedAt: textOf(row, 'opened_at'),
    claimedBy: textOrNull(row, 'claimed_by'),
    closedAt: textOrNull(row, 'closed_at'),
  };
}

const statuses = ['waiting', 'claimed', 'closed'] as const satisfies readonly StoredCase['status'][];

function statusOf(value: string): StoredCase['status'] {
  const known = statuses.find((status) => status === value);
  if (known === undefined) throw new TypeError(`a case has no status ${value}`);
  return known;
}
