import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse, parseFragment } from 'parse5';
import { DocumentUnreadable } from '../../runtime/ports.ts';

export type Element = DefaultTreeAdapterTypes.Element;
export type Node = DefaultTreeAdapterTypes.ChildNode;
export type Parent = DefaultTreeAdapterTypes.ParentNode;

/** Elements inside each other. Pages that were not closed properly come to a few hundred. */
const DEEPEST = 600;

/** A whole page. Throws `DocumentUnreadable` (`damaged`) where elements are nested beyond all sense. */
export function parsePage(html: string): Parent {
  return parse(html, { treeAdapter: counting() });
}

/** A piece of a page, as it stands inside Markdown. Throws as `parsePage`. */
export function parsePiece(html: string): Parent {
  return parseFragment(html, { treeAdapter: counting() });
}

export function isElement(node: Node): node is Element {
  return 'tagName' in node;
}

export function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((one) => one.name === name)?.value;
}

/** The elements below a node for which `wanted` holds, in the order of the page; not those inside one of them. */
export function elementsIn(root: Parent, wanted: (element: Element) => boolean): Element[] {
  return root.childNodes.filter(isElement).flatMap((one) => (wanted(one) ? [one] : elementsIn(one, wanted)));
}

export function textOf(node: Node): string {
  if (node.nodeName === '#text') return (node as DefaultTreeAdapterTypes.TextNode).value;
  return isElement(node) ? node.childNodes.map(textOf).join('') : '';
}

/** The tree is walked by functions that call themselves, so its depth is limited while it grows. */
function counting(): typeof defaultTreeAdapter {
  let depth = 0;
  return {
    ...defaultTreeAdapter,
    onItemPush() {
      depth++;
      if (depth > DEEPEST) throw new DocumentUnreadable('damaged');
    },
    onItemPop() {
      depth--;
    },
  };
}
