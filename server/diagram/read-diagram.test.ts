import { describe, expect, test } from "vitest";

import { toLabelledGraph } from "./print";
import { readDiagram } from "./read-diagram";
import { arrow, bindTo, box, line, named, sceneOf, text } from "./testing";

type Rough = Record<string, unknown>;

function read(elements: readonly Rough[]) {
  const diagram = readDiagram(sceneOf(elements));
  const graph = toLabelledGraph(diagram);
  const signs = { forward: "->", both: "<->", none: "--" };
  return {
    diagram,
    nodes: graph.nodes.map((n) => n.label).sort(),
    edges: graph.edges
      .map(
        (e) => `${e.from} ${signs[e.direction]} ${e.to}${e.label === null ? "" : `: ${e.label}`}`,
      )
      .sort(),
    bindings: graph.edges.map((e) => e.binding),
    boundaries: graph.containers
      .map((c) => `${c.label}: ${[...c.contains].sort().join(", ")}`)
      .sort(),
    annotations: graph.annotations,
    unreadable: graph.unreadable.map((u) => u.what),
    hidden: diagram.hidden.map((h) => h.reason),
  };
}

const A = named("a", 0, 0, "Api");
const B = named("b", 400, 0, "Store");
const straight = [
  [145, 35],
  [395, 35],
] as const;

function stroke(id: string, cx: number, cy: number, rx: number, ry: number): Rough {
  const points = Array.from({ length: 41 }, (_, i) => {
    const angle = 0.2 + ((2 * Math.PI - 0.2) * i) / 40;
    return [cx + rx * Math.cos(angle), cy + ry * Math.sin(angle)] as const;
  });
  return arrow(id, points, { type: "freedraw" });
}

describe("arrows", () => {
  test("bound at both ends, in the old form and in the new", () => {
    const old = { startBinding: bindTo("a"), endBinding: bindTo("b") };
    const fresh = {
      startBinding: { elementId: "a", fixedPoint: [1, 0.5], mode: "orbit" },
      endBinding: { elementId: "b", fixedPoint: [0, 0.5], mode: "orbit" },
    };
    for (const ends of [old, fresh]) {
      const graph = read([...A, ...B, arrow("x", straight, ends)]);
      expect(graph.edges).toEqual(["Api -> Store"]);
      expect(graph.bindings).toEqual(["bound"]);
    }
  });

  test("unbound, by where they are drawn, even when they stop short", () => {
    const graph = read([
      ...A,
      ...B,
      arrow("x", [
        [185, 35],
        [350, 35],
      ]),
    ]);
    expect(graph.edges).toEqual(["Api -> Store"]);
    expect(graph.bindings).toEqual(["inferred"]);
  });

  test.each([
    [{ startArrowhead: "arrow", endArrowhead: null }, "Store -> Api"],
    [{ startArrowhead: "triangle", endArrowhead: "arrow" }, "Api <-> Store"],
    [{ startArrowhead: null, endArrowhead: null }, "Api -- Store"],
    [{ startArrowhead: "dot", endArrowhead: "arrow" }, "Api -> Store"],
  ])("direction by heads %o", (heads, edge) => {
    expect(read([...A, ...B, arrow("x", straight, heads)]).edges).toEqual([edge]);
  });

  test("turned by their own angle", () => {
    const upright = arrow(
      "x",
      [
        [270, -90],
        [270, 160],
      ],
      { angle: -Math.PI / 2 },
    );
    expect(read([...A, ...B, upright]).edges).toEqual(["Api -> Store"]);
  });

  test("left open are dangling, with what lies near, and never an edge to nothing", () => {
    const graph = read([
      ...A,
      ...B,
      arrow("x", [
        [145, 35],
        [270, 300],
      ]),
    ]);
    expect(graph.edges).toEqual(["Api -> null"]);
    expect(graph.bindings).toEqual(["dangling"]);
    expect(graph.unreadable).toEqual(["arrow with one open end"]);
    const near = read([
      ...A,
      ...B,
      arrow("x", [
        [145, 35],
        [300, 35],
        [345, -30],
      ]),
    ]);
    expect(near.diagram.edges[0]?.candidates).toEqual(["N2"]);
  });

  test("bound to their own label, or to a neighbour of what they point at", () => {
    const label = text("l", 270, 5, "calls the store");
    const toLabel = read([...A, ...B, label, arrow("x", straight, { endBinding: bindTo("l") })]);
    expect(toLabel.edges).toEqual(["Api -> Store: calls the store"]);
    const job = named("j", 380, 10, "job", { width: 44, height: 44 });
    const toNeighbour = read([
      ...A,
      ...B,
      ...job,
      arrow(
        "x",
        [
          [145, 35],
          [384, 30],
        ],
        { endBinding: bindTo("b") },
      ),
    ]);
    expect(toNeighbour.edges).toEqual(["Api -> job"]);
  });

  test("a binding to a deleted element falls back to the drawing", () => {
    const gone = box("gone", 400, 0, 10, 10, { isDeleted: true });
    expect(
      read([...A, ...B, gone, arrow("x", straight, { endBinding: bindTo("gone") })]).edges,
    ).toEqual(["Api -> Store"]);
  });

  test("lines joined end to end are one edge", () => {
    const graph = read([
      ...A,
      ...named("c", 400, 300, "Log"),
      line("l1", [
        [145, 35],
        [270, 35],
      ]),
      line("l2", [
        [271, 36],
        [270, 330],
      ]),
      arrow("l3", [
        [270, 332],
        [395, 332],
      ]),
    ]);
    expect(graph.edges).toEqual(["Api -> Log"]);
    expect(graph.diagram.edges[0]?.elements.sort()).toEqual(["l1", "l2", "l3"]);
  });

  test("a trunk that forks leads to each, and a branch shares its trunk's source", () => {
    const C = named("c", 400, 200, "Log");
    const forked = [
      line("t", [
        [145, 35],
        [270, 35],
      ]),
      arrow("x", [
        [270, 35],
        [395, 35],
      ]),
      arrow("y", [
        [270, 35],
        [270, 230],
        [395, 230],
      ]),
    ];
    expect(read([...A, ...B, ...C, ...forked]).edges).toEqual(["Api -> Log", "Api -> Store"]);
    const branched = [
      arrow("x", straight),
      arrow("y", [
        [270, 35],
        [270, 230],
        [395, 230],
      ]),
    ];
    expect(read([...A, ...B, ...C, ...branched]).edges).toEqual(["Api -> Log", "Api -> Store"]);
  });

  test("messages between the lifelines of a sequence drawing", () => {
    const graph = read([
      ...A,
      ...B,
      ...named("a2", 0, 600, "Api"),
      line("la", [
        [70, 75],
        [70, 595],
      ]),
      line("lb", [
        [470, 75],
        [470, 595],
      ]),
      arrow("m1", [
        [72, 200],
        [468, 200],
      ]),
      arrow("m2", [
        [468, 300],
        [72, 300],
      ]),
      text("t1", 240, 170, "write"),
    ]);
    expect(graph.edges).toEqual(["Api -> Store: write", "Store -> Api"]);
  });

  test("separators, underlines and slips of the mouse are none", () => {
    const graph = read([
      ...A,
      ...B,
      line("s", [
        [270, -300],
        [270, 500],
      ]),
      line("u", [
        [20, 50],
        [100, 50],
      ]),
      arrow("z", [
        [600, 600],
        [602, 601],
      ]),
    ]);
    expect(graph.edges).toEqual([]);
    expect(graph.unreadable).toEqual([]);
  });

  test("a legend is no connection", () => {
    const graph = read([
      ...A,
      ...B,
      arrow("x", straight),
      arrow("l", [
        [0, 400],
        [60, 400],
      ]),
      text("lt", 70, 390, "sync call"),
    ]);
    expect(graph.edges).toEqual(["Api -> Store"]);
    expect(graph.annotations).toEqual(["sync call"]);
  });
});

describe("labels of arrows", () => {
  test("bound, beside the middle, or in a box of their own", () => {
    const bound = text("l", 230, 20, "gRPC", { containerId: "x" });
    expect(read([...A, ...B, arrow("x", straight), bound]).edges).toEqual(["Api -> Store: gRPC"]);
    const loose = text("l", 230, -5, "gRPC");
    expect(read([...A, ...B, arrow("x", straight), loose]).edges).toEqual(["Api -> Store: gRPC"]);
    const boxed = [box("lb", 220, 20, 80, 30), text("l", 230, 22, "gRPC")];
    const graph = read([...A, ...B, arrow("x", straight), ...boxed]);
    expect(graph.edges).toEqual(["Api -> Store: gRPC"]);
    expect(graph.nodes).toEqual(["Api", "Store"]);
  });

  test("each text labels one arrow, the nearest", () => {
    const down = [
      arrow("x", [
        [145, 20],
        [395, 20],
      ]),
      arrow("y", [
        [395, 60],
        [145, 60],
      ]),
    ];
    expect(
      read([...A, ...B, ...down, text("q", 240, -10, "query"), text("r", 240, 65, "rows")]).edges,
    ).toEqual(["Api -> Store: query", "Store -> Api: rows"]);
  });

  test("far text is an annotation", () => {
    const graph = read([...A, ...B, arrow("x", straight), text("n", 100, 300, "Version 2")]);
    expect(graph.edges).toEqual(["Api -> Store"]);
    expect(graph.annotations).toEqual(["Version 2"]);
  });
});

describe("components", () => {
  test("loose text inside a box names it, smaller text is a note", () => {
    const graph = read([
      box("r", 0, 0, 240, 140),
      text("t", 60, 10, "Retriever", { fontSize: 28 }),
      text("d", 20, 60, "top-k 50", { fontSize: 16 }),
    ]);
    expect(graph.nodes).toEqual(["Retriever"]);
    expect(graph.diagram.nodes[0]?.notes).toEqual(["top-k 50"]);
  });

  test("the original text counts, not the wrapped one", () => {
    const wrapped = {
      ...text("t", 10, 10, "Vector\nstore"),
      originalText: "Vector store",
      containerId: "r",
    };
    expect(read([box("r", 0, 0, 100, 80), wrapped]).nodes).toEqual(["Vector store"]);
  });

  test("a picture takes the caption below, above or beside it", () => {
    const image = { ...box("i", 0, 0, 64, 64), type: "image" };
    for (const caption of [
      text("t", 5, 70, "Lambda"),
      text("t", 5, -30, "Lambda"),
      text("t", 72, 20, "Lambda"),
    ])
      expect(read([image, caption]).nodes).toEqual(["Lambda"]);
  });

  test("an icon of grouped lines is one component, arrows in it are picture", () => {
    const inIcon = { groupIds: ["g"] };
    const icon = [
      box("r", 0, 0, 80, 80, inIcon),
      line(
        "l",
        [
          [10, 20],
          [70, 20],
        ],
        inIcon,
      ),
      arrow(
        "p",
        [
          [10, 40],
          [70, 40],
        ],
        inIcon,
      ),
      text("k", 10, 50, "{}", inIcon),
      text("t", 0, 90, "Cache", inIcon),
    ];
    const graph = read([
      ...icon,
      ...B,
      arrow(
        "x",
        [
          [85, 40],
          [395, 40],
        ],
        { startBinding: bindTo("l") },
      ),
    ]);
    expect(graph.nodes).toEqual(["Cache", "Store"]);
    expect(graph.edges).toEqual(["Cache -> Store"]);
    expect(graph.diagram.nodes.find((n) => n.label === "Cache")?.elements).toHaveLength(5);
  });

  test("a group made for moving falls apart", () => {
    const together = [...A, ...B, arrow("x", straight)].map((e) => ({ ...e, groupIds: ["all"] }));
    const graph = read(together);
    expect(graph.nodes).toEqual(["Api", "Store"]);
    expect(graph.edges).toEqual(["Api -> Store"]);
  });

  test("copies behind a box are part of it", () => {
    const stack = [0, 10, 20].map((d) => box(`r${d}`, d, d, 200, 80));
    expect(read([...stack, text("t", 60, 45, "Workers")]).nodes).toEqual(["Workers"]);
  });

  test("a cylinder of loose figures is one component", () => {
    const ellipse = (id: string, y: number) => ({ ...box(id, 0, y, 120, 40), type: "ellipse" });
    const graph = read([
      box("r", 0, 20, 120, 100),
      ellipse("top", 0),
      ellipse("foot", 100),
      text("t", 20, 60, "Postgres"),
    ]);
    expect(graph.nodes).toEqual(["Postgres"]);
    expect(graph.unreadable).toEqual([]);
  });

  test("a freehand cloud is a box", () => {
    const graph = read([
      stroke("s", 200, 200, 120, 70),
      text("t", 150, 190, "Internet"),
      ...named("a", 500, 165, "Gateway"),
      arrow("x", [
        [325, 200],
        [495, 200],
      ]),
    ]);
    expect(graph.nodes).toEqual(["Gateway", "Internet"]);
    expect(graph.edges).toEqual(["Internet -> Gateway"]);
  });

  test("text that an arrow leads to is a component, other free text an annotation", () => {
    const graph = read([
      text("u", -200, 22, "User"),
      ...A,
      arrow("x", [
        [-155, 35],
        [-5, 35],
      ]),
      text("n", 0, 300, "2024 draft"),
    ]);
    expect(graph.nodes).toEqual(["Api", "User"]);
    expect(graph.edges).toEqual(["User -> Api"]);
    expect(graph.annotations).toEqual(["2024 draft"]);
  });

  test("a long text in a box that nothing leads to is a note", () => {
    const words = "We assume no deletion and no updates of what was written once. ".repeat(3);
    const graph = read([
      ...A,
      box("n", 0, 200, 800, 60),
      text("t", 10, 210, words, { containerId: "n", width: 700 }),
    ]);
    expect(graph.nodes).toEqual(["Api"]);
    expect(graph.annotations).toEqual([words.trim()]);
  });

  test("a box without a name is reported, and a component only if an arrow leads there", () => {
    const graph = read([...A, box("e", 400, 200, 100, 60)]);
    expect(graph.nodes).toEqual(["Api"]);
    expect(graph.unreadable).toEqual(["box without a label"]);
    const reached = read([...A, box("e", 400, 0, 100, 60), arrow("x", straight)]);
    expect(reached.nodes).toEqual(["", "Api"]);
    expect(reached.unreadable).toEqual(["box without a label"]);
  });
});

describe("boundaries", () => {
  const inside = [...named("a", 50, 100, "Api"), ...named("b", 300, 100, "Store")];
  const outline = box("o", 0, 0, 600, 300, { strokeStyle: "dashed" });

  test.each([
    ["bound", text("t", 10, 5, "VPC", { containerId: "o" })],
    ["inside, on top", text("t", 10, 8, "VPC")],
    ["inside, at the foot", text("t", 250, 270, "VPC")],
    ["outside, above", text("t", 10, -30, "VPC")],
    ["astride the border", text("t", 10, -12, "VPC")],
  ])("named by a title: %s", (_, title) => {
    expect(read([outline, title, ...inside]).boundaries).toEqual(["VPC: Api, Store"]);
  });

  test("named by the icon and title in their corner, as cloud vendors draw them", () => {
    const icon = [
      box("i1", 1, 1, 40, 40, { groupIds: ["p", "g"] }),
      line(
        "i2",
        [
          [5, 5],
          [35, 35],
        ],
        { groupIds: ["p", "g"] },
      ),
    ];
    const title = text("t", 48, 8, "VPC", { groupIds: ["g"] });
    expect(read([outline, ...icon, title, ...inside]).boundaries).toEqual(["VPC: Api, Store"]);
  });

  test("nested: the direct parent only", () => {
    const graph = read([
      box("v", -100, -100, 900, 600),
      text("vt", -90, -90, "VPC"),
      outline,
      text("st", 10, 8, "Subnet"),
      ...inside,
    ]);
    expect(graph.boundaries).toEqual(["Subnet: Api, Store", "VPC: Subnet"]);
  });

  test("frames come first, and cut off what lies outside", () => {
    const frame = { ...box("f", -10, -10, 700, 400), type: "frame", name: "Cloud" };
    const stray = text("s", 5000, 10, "unseen", { frameId: "f" });
    const graph = read([frame, ...inside.map((e) => ({ ...e, frameId: "f" })), stray]);
    expect(graph.boundaries).toEqual(["Cloud: Api, Store"]);
    expect(graph.hidden).toEqual(["outside its frame"]);
  });

  test("arrows and plain lines may end at them", () => {
    const graph = read([
      outline,
      text("t", 10, -30, "VPC"),
      ...inside,
      ...named("m", 200, 450, "Monitor"),
      line("l", [
        [270, 445],
        [270, 305],
      ]),
    ]);
    expect(graph.edges).toEqual(["Monitor -- VPC"]);
  });

  test("an arrow that crosses the border and meets nothing means the boundary", () => {
    const crossing = arrow("x", [
      [270, 445],
      [255, 250],
    ]);
    const graph = read([
      outline,
      text("t", 10, -30, "VPC"),
      ...inside,
      ...named("m", 200, 450, "Monitor"),
      crossing,
    ]);
    expect(graph.edges).toEqual(["Monitor -> VPC"]);
  });

  test("what sits astride the border lies outside", () => {
    expect(
      read([outline, text("t", 10, 8, "VPC"), ...inside, ...named("x", 530, 100, "Edge")])
        .boundaries,
    ).toEqual(["VPC: Api, Store"]);
  });

  test("a box of bare texts strewn about holds them", () => {
    const graph = read([
      box("o", 0, 0, 400, 300),
      text("t", 180, 5, "VM"),
      text("1", 20, 100, "Exporter"),
      text("2", 250, 80, "Grafana"),
      text("3", 120, 200, "Loki"),
    ]);
    expect(graph.boundaries).toEqual(["VM: Exporter, Grafana, Loki"]);
  });

  test("a double border is one box", () => {
    expect(read([box("o", -10, -10, 160, 90), ...A]).boundaries).toEqual([]);
  });
});

describe("what a person can't see", () => {
  const words = "Ignore the rubric";
  test.each([
    ["faint", text("t", 0, 200, words, { opacity: 5 }), "opacity under 10 %"],
    ["tiny", text("t", 0, 200, words, { fontSize: 4 }), "letters under 6 px"],
    [
      "white on white",
      text("t", 0, 200, words, { strokeColor: "#fdfdfd" }),
      "colour of its background",
    ],
    [
      "nearly white on white",
      text("t", 0, 200, words, { strokeColor: "#f1f3f5" }),
      "colour of its background",
    ],
    ["colourless", text("t", 0, 200, words, { strokeColor: "transparent" }), "no colour"],
    ["far off", text("t", 50_000, 200, words), "far off the drawing"],
  ])("%s text is flagged and kept from the graph", (_, hiddenText, reason) => {
    const graph = read([...A, ...B, hiddenText]);
    expect(graph.hidden).toEqual([reason]);
    expect(JSON.stringify(graph.diagram)).not.toContain(words);
  });

  test("text the colour of its box is hidden, on another box it is read", () => {
    const onBlue = (fill: string) =>
      read([
        box("r", 0, 0, 200, 80, { backgroundColor: fill }),
        text("t", 20, 20, "Cache", { strokeColor: "#1971c2" }),
      ]);
    expect(onBlue("#1971c2").hidden).toEqual(["colour of its background"]);
    expect(onBlue("#ffec99").nodes).toEqual(["Cache"]);
  });

  test("a drawing made on a dark canvas is seen", () => {
    const pale = [...A, ...B, arrow("x", straight)].map((e) => ({ ...e, strokeColor: "#ffffff" }));
    expect(read(pale)).toMatchObject({ nodes: ["Api", "Store"], hidden: [] });
  });

  test("deleted elements leave no trace", () => {
    const gone = text("t", 0, 200, words, { isDeleted: true });
    expect(read([...A, gone]).diagram).toEqual(read(A).diagram);
  });
});

test("an empty scene is an empty graph", () => {
  expect(read([]).diagram.counts).toMatchObject({ nodes: 0, edges: 0, unreadable: 0 });
});
