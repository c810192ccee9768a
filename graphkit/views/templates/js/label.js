// Where the name of a spot is written, for the canvas and for SVG alike.

const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif";
const LETTERS = 13;

// At most two lines of about the given number of letters, broken between words where that is possible.
function wrapped(text, most) {
  const words = shorten(text, 2 * most + 4).split(/\s+/).filter(Boolean);
  const lines = [""];
  for (const word of words) {
    const last = lines.length - 1;
    if (!lines[last]) lines[last] = word;
    else if ((lines[last] + word).length < most) lines[last] += ` ${word}`;
    else lines.push(word);
  }
  const kept = lines.slice(0, 2).map((line) => shorten(line, most + 2));
  if (lines.length > 2) kept[1] = `${kept[1].slice(0, most)}…`;
  return kept;
}

// Lines of text with the place of the first, how they are aligned, and their size.
function caption(spot, picture) {
  const mark = sign(spot.status) ? `${sign(spot.status)} ` : "";
  if (picture.wide && spot.kind === "Function") {
    return { lines: [shorten(spot.name, 22)], x: spot.x, y: spot.y, align: "middle", size: LETTERS, boxed: true };
  }
  if (picture.wide) {
    const side = spot.x < 0 ? -1 : 1;
    const align = side < 0 ? "end" : "start";
    return { lines: [mark + shorten(spot.name, 34)], x: spot.x + side * (spot.size + 7), y: spot.y, align, size: LETTERS };
  }
  const lines = wrapped(mark + spot.name, 17);
  return { lines, x: spot.x, y: spot.y + spot.size + 11, align: "middle", size: spot.status === "owner" ? 14 : 12 };
}

const BOX = { width: 176, height: 28 };
