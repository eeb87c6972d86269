/** The part of PDFKit that tests use; it ships without types. */
declare module 'pdfkit' {
  import type { EventEmitter } from 'node:events';
  export default class PDFDocument extends EventEmitter {
    constructor(options?: { userPassword?: string; ownerPassword?: string; info?: { Title?: string }; autoFirstPage?: boolean });
    fontSize(size: number): this;
    text(text: string, x?: number, y?: number): this;
    moveDown(lines?: number): this;
    addPage(): this;
    rect(x: number, y: number, width: number, height: number): this;
    fill(colour: string): this;
    end(): void;
  }
}
