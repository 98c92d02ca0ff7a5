/** One server-sent event, as the HTML standard's parser dispatches it. */
export interface SseMessage {
  event: string;
  data: string;
  id: string | undefined;
}

/** A message longer than this ends the stream: a server that sends it is not ours. */
const MOST_CHARACTERS = 4 * 1024 * 1024;

/**
 * Parser of `text/event-stream`. Feed it text as it comes, in any pieces; it returns the messages
 * completed by that piece. Our own instead of `EventSource`, which hides status codes and headers.
 */
export class SseParser {
  private rest = "";
  private event = "";
  private data: string[] = [];
  private size = 0;
  private id: string | undefined;

  feed(piece: string): SseMessage[] {
    const text = this.rest + piece;
    // A carriage return at the end may be the first half of a CR LF pair.
    const end = text.endsWith("\r") ? text.length - 1 : text.length;
    const lines = text.slice(0, end).split(/\r\n|\n|\r/);
    this.rest = (lines.pop() ?? "") + text.slice(end);
    if (this.rest.length + this.size > MOST_CHARACTERS) {
      throw new RangeError("An event of the stream is longer than 4 MiB.");
    }
    return lines.map((line) => this.line(line)).filter((m) => m !== undefined);
  }

  private line(line: string): SseMessage | undefined {
    if (line === "") {
      return this.dispatch();
    }
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "event") {
      this.event = value;
    } else if (field === "data") {
      this.data.push(value);
      this.size += value.length;
    } else if (field === "id" && !value.includes("\0")) {
      this.id = value;
    }
    return undefined;
  }

  private dispatch(): SseMessage | undefined {
    const message = { event: this.event || "message", data: this.data.join("\n"), id: this.id };
    const empty = this.data.length === 0;
    this.event = "";
    this.data = [];
    this.size = 0;
    return empty && message.event === "message" ? undefined : message;
  }
}
