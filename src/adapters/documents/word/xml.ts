import { type Token, Tokenizer } from 'parse5';
import { DocumentUnreadable } from '../../../runtime/ports.ts';

/** Elements inside each other; a table in a table takes four. What is deeper was not made with a word processor. */
const DEEPEST = 300;

export interface XmlTag {
  /** In lower case, with its prefix: `w:ppr`. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Names of the elements around it, outermost first; good only until the next tag. */
  readonly path: readonly string[];
  /** Offsets of the tag's first character and of the one after it. */
  readonly from: number;
  readonly to: number;
}

export interface XmlListener {
  open(tag: XmlTag): void;
  close(tag: Omit<XmlTag, 'attributes'>): void;
  text?(characters: string): void;
}

/**
 * Reads a part of an Office file from beginning to end without building a tree. The tokenizer is the one for HTML: it
 * knows neither document types nor entities of their own, so that no file can make it fetch or expand anything, and it
 * never fails. Throws `DocumentUnreadable` (`damaged`) where elements are nested beyond all sense.
 */
export function readXml(xml: string, listener: XmlListener): void {
  const path: string[] = [];
  const close = (name: string, from: number, to: number) => {
    const at = path.lastIndexOf(name);
    if (at < 0) return;
    path.length = at;
    listener.close({ name, path, from, to });
  };
  const characters = (token: Token.CharacterToken) => listener.text?.(token.chars);
  const tokenizer = new Tokenizer(
    { sourceCodeLocationInfo: true },
    {
      onStartTag(token) {
        const from = token.location?.startOffset ?? 0;
        const to = token.location?.endOffset ?? 0;
        const attributes = Object.fromEntries(token.attrs.map((one) => [one.name, one.value]));
        listener.open({ name: token.tagName, attributes, path, from, to });
        path.push(token.tagName);
        if (path.length > DEEPEST) throw new DocumentUnreadable('damaged');
        if (token.selfClosing) close(token.tagName, to, to);
      },
      onEndTag: (token) => close(token.tagName, token.location?.startOffset ?? 0, token.location?.endOffset ?? 0),
      onCharacter: characters,
      onWhitespaceCharacter: characters,
      onNullCharacter: () => {},
      onComment: () => {},
      onDoctype: () => {},
      onEof: () => {},
    },
  );
  tokenizer.inForeignNode = true;
  tokenizer.write(xml, true);
}
