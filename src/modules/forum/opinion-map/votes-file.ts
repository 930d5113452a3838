// Reads a file of votes: columns participant, statement and vote, in any order, one vote a line.

import { parse } from 'csv-parse/sync';
import type { Vote } from './map.ts';

const COLUMNS = ['participant', 'statement', 'vote'] as const;
const VOTES: Readonly<Record<string, Vote['vote']>> = { '1': 1, '+1': 1, '0': 0, '-1': -1, '\u22121': -1 };

/** The votes of a CSV text (comma, semicolon or tab; a byte order mark is let be). Throws an Error whose message names the line. */
export function readVotes(text: string): Vote[] {
  const table = rowsOf(text);
  const [header = [], ...rows] = table;
  const names = header.map((name) => name.trim().toLowerCase());
  const at = COLUMNS.map((column) => names.indexOf(column));
  const missing = COLUMNS.filter((_, index) => at[index]! < 0);
  if (missing.length > 0)
    throw new Error(
      `The first line must name the columns participant, statement and vote; it lacks ${missing.join(', ')}.`,
    );
  const [ofParticipant, ofStatement, ofVote] = at as [number, number, number];
  const seen = new Map<string, Set<string>>();
  const votes: Vote[] = [];
  for (const [index, row] of rows.entries()) {
    if (row.length === 1 && row[0]!.trim() === '') continue;
    const participant = (row[ofParticipant] ?? '').trim();
    const statement = (row[ofStatement] ?? '').trim();
    const given = (row[ofVote] ?? '').trim();
    if (participant === '' || statement === '') throw lineError(index, 'names no participant or no statement');
    const vote = VOTES[given];
    if (vote === undefined) throw lineError(index, `has the vote "${given.slice(0, 40)}"; it may be -1, 0 or 1`);
    let known = seen.get(participant);
    if (!known) seen.set(participant, (known = new Set()));
    if (known.has(statement))
      throw lineError(index, `is a second vote of ${participant.slice(0, 40)} on ${statement.slice(0, 40)}`);
    known.add(statement);
    votes.push({ participant, statement, vote });
  }
  if (votes.length === 0) throw new Error('The file holds no votes.');
  return votes;
}

function lineError(index: number, what: string): Error {
  return new Error(`Line ${index + 2} ${what}.`);
}

/** Large consultations hold millions of lines, hardly ever a quote: those are split as they stand, the rest is read by the book. */
function rowsOf(text: string): string[][] {
  const end = text.indexOf('\n');
  const first = end < 0 ? text : text.slice(0, end);
  const delimiter = [',', ';', '\t'].find((sign) => first.includes(sign)) ?? ',';
  if (!text.includes('"')) {
    const rows: string[][] = [];
    for (const line of text.replace(/^\ufeff/, '').split(/\r?\n/)) rows.push(line.split(delimiter));
    return rows;
  }
  try {
    return parse(text, { bom: true, delimiter, relax_column_count: true });
  } catch (error) {
    throw new Error(`The file cannot be read as CSV: ${error instanceof Error ? error.message : String(error)}.`, {
      cause: error,
    });
  }
}
