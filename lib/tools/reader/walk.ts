export type Step = { node: Node; isEnter: boolean };

const elementNode = 1;
/** Text, and text that XML marks as not to be parsed. */
const textNodes: ReadonlySet<number> = new Set([3, 4]);

/** Every node below `root` in reading order, elements at their beginning and at their end; without recursion, at any depth. */
export function* walk(root: Node, skips: (element: Element) => boolean = () => false): Generator<Step> {
  const pending: Step[] = [];
  const open = (parent: Node) => {
    for (let node = parent.lastChild; node; node = node.previousSibling) {
      const isRead = isElement(node) ? !skips(node) : textNodes.has(node.nodeType);
      if (isRead) pending.push({ node, isEnter: true });
    }
  };
  open(root);
  for (let step = pending.pop(); step; step = pending.pop()) {
    yield step;
    if (!step.isEnter || !isElement(step.node)) continue;
    pending.push({ node: step.node, isEnter: false });
    open(step.node);
  }
}

export function isElement(node: Node): node is Element {
  return node.nodeType === elementNode;
}

/** How many elements a tree has and how deep they lie. */
export function measureTree(root: Node): { elements: number; depth: number } {
  let elements = 0;
  let depth = 0;
  let at = 0;
  for (const { node, isEnter } of walk(root)) {
    if (!isElement(node)) continue;
    at += isEnter ? 1 : -1;
    if (isEnter) elements += 1;
    depth = Math.max(depth, at);
  }
  return { elements, depth };
}
