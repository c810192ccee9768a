// What the page holds: blocks of compressed columns, unpacked when they are needed.

async function unpack(id) {
  const binary = atob(JSON.parse($(id).textContent));
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(plain).json();
}

// Numbers that are written as differences from the one before.
function summed(steps) {
  let total = 0;
  return steps.map((step) => (total += step));
}

class Organisation {
  constructor(head, graph, overview) {
    Object.assign(this, head);
    this.nodes = graph.nodes;
    this.edges = graph.edges;
    this.columns = graph.properties;
    this.overview = { title: "Overview", spots: overview.nodes, lines: overview.edges, lanes: [], cut: 0, wide: true };
    this.rowOf = new Map(this.processes.node.map((node, row) => [node, row]));
    this.findingOf = new Map(this.findings.fingerprint.map((fingerprint, row) => [fingerprint, row]));
    this.blocks = new Map();
  }

  get size() { return this.nodes.id.length; }
  name(node) { return this.nodes.name[node]; }
  id(node) { return this.nodes.id[node]; }
  label(node) { return this.labels[this.nodes.label[node]]; }

  find(id) {
    this.byId ??= new Map(this.nodes.id.map((each, node) => [each, node]));
    return this.byId.get(id);
  }

  place(file, line) {
    if (file === null || file === undefined || file < 0) return "";
    return line ? `${this.files[file]}:${line}` : this.files[file];
  }

  placeOf(node) { return this.place(this.nodes.file[node], this.nodes.line[node]); }

  verdict(row) { return this.statuses[this.processes.verdict[row]]; }

  // The picture of a process, unpacked with those of its neighbours in the file.
  async picture(row) {
    const place = this.processes.picture[row];
    if (place < 0) return null;
    const block = Math.floor(place / this.block);
    if (!this.blocks.has(block)) this.blocks.set(block, unpack(`pictures-${block}`));
    const { pictures } = await this.blocks.get(block);
    return this.drawn(pictures[place % this.block]);
  }

  drawn(columns) {
    const spots = columns.node.map((node, at) => ({
      id: at, node, kind: this.labels[columns.kind[at]], status: this.statuses[columns.status[at]],
      name: columns.names[at] ?? this.name(node), x: columns.x[at], y: columns.y[at], size: columns.size[at],
      lane: columns.lane[at], shape: this.shapes[this.labels[columns.kind[at]]], members: [],
    }));
    const lines = columns.source.map((from, at) => ({
      id: at, from, to: columns.target[at], type: this.types[columns.type[at]], role: this.roles[columns.role[at]],
      status: this.statuses[columns.held[at]],
    }));
    const lanes = columns.lanes.map(([name, y, height]) => ({ name, y, height }));
    return { title: columns.title, spots, lines, lanes, cut: columns.cut };
  }

  properties(node) {
    const found = [];
    for (const column of this.columns) {
      column.nodes ??= new Map(summed(column.step).map((each, at) => [each, at]));
      const at = column.nodes.get(node);
      if (at !== undefined) found.push([column.name, column.value[at]]);
    }
    return found;
  }

  // Relationships from and to each node, as lists of [type, other, outward, note].
  neighbours(node) {
    if (!this.around) {
      this.around = Array.from({ length: this.size }, () => []);
      for (const [type, edges] of Object.entries(this.edges)) {
        summed(edges.step).forEach((source, at) => {
          const target = edges.target[at];
          const note = edges.note ? edges.note[at] : null;
          this.around[source].push([type, target, true, note]);
          this.around[target].push([type, source, false, note]);
        });
      }
    }
    return this.around[node];
  }

  // Rows of findings that have a node as subject or process, then those that name it as evidence.
  findingsAbout(node) {
    const about = [], naming = [];
    this.findings.subject.forEach((subject, row) => {
      if (subject === node || this.findings.process[row] === node) about.push(row);
      else if (this.findings.evidence[row].includes(node)) naming.push(row);
    });
    return { about, naming };
  }
}
