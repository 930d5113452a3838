// Reads the plain YAML that published schemas are written in: block maps and lists, quoted or bare scalars; anything else is an error.

type Line = { indent: number; text: string; number: number };

/** The value a plain YAML text stands for. */
export function readPlainYaml(source: string): unknown {
  const lines = source
    .split('\n')
    .map((text, index): Line => ({
      indent: text.length - text.trimStart().length,
      text: text.trim(),
      number: index + 1,
    }))
    .filter(({ text }) => text !== '' && !text.startsWith('#'));
  const reader = { lines, at: 0 };
  const value = readBlock(reader, lines[0]?.indent ?? 0);
  if (reader.at < lines.length) throw new Error(`Line ${lines[reader.at]!.number} is not understood.`);
  return value;
}

type Reader = { lines: Line[]; at: number };

function readBlock(reader: Reader, indent: number): unknown {
  return reader.lines[reader.at]?.text.startsWith('- ') ? readList(reader, indent) : readMap(reader, indent);
}

function readList(reader: Reader, indent: number): unknown[] {
  const list: unknown[] = [];
  for (
    let line = reader.lines[reader.at];
    line?.indent === indent && line.text.startsWith('- ');
    line = reader.lines[reader.at]
  ) {
    const rest = line.text.slice(2).trimStart();
    if (keyOf(rest)) {
      // A map that begins on the line of its dash goes on two columns further in.
      const inner = indent + line.text.length - rest.length;
      reader.lines[reader.at] = { ...line, indent: inner, text: rest };
      list.push(readMap(reader, inner));
    } else {
      reader.at += 1;
      list.push(readScalar(rest, line));
    }
  }
  return list;
}

function readMap(reader: Reader, indent: number): Record<string, unknown> {
  const map: Record<string, unknown> = {};
  for (let line = reader.lines[reader.at]; line?.indent === indent; line = reader.lines[reader.at]) {
    const found = keyOf(line.text);
    if (!found) throw new Error(`Line ${line.number} has no key.`);
    reader.at += 1;
    const next = reader.lines[reader.at];
    if (found.rest !== '') map[found.key] = readScalar(found.rest, line);
    else if (next && (next.indent > indent || (next.indent === indent && next.text.startsWith('- '))))
      map[found.key] = readBlock(reader, next.indent);
    else map[found.key] = null;
  }
  return map;
}

function keyOf(text: string): { key: string; rest: string } | null {
  const match = /^(?:'((?:[^']|'')*)'|([^'"[\]{}\s][^:]*(?::[^\s:][^:]*)*)):(?:\s+(.*))?$/.exec(text);
  if (!match) return null;
  return { key: match[1]?.replaceAll("''", "'") ?? match[2]!, rest: match[3] ?? '' };
}

function readScalar(text: string, line: Line): unknown {
  const quoted = /^'((?:[^']|'')*)'$/.exec(text);
  if (quoted) return quoted[1]!.replaceAll("''", "'");
  const list = /^\[(.*)\]$/.exec(text);
  if (list) return list[1] === '' ? [] : list[1]!.split(',').map((part) => readScalar(part.trim(), line));
  if (text === '{}') return {};
  if (/^['"|>{[&*!]/.test(text)) throw new Error(`Line ${line.number} is not plain: ${text}`);
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : text;
}
