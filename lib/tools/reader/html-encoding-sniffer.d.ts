declare module "html-encoding-sniffer" {
  type Options = {
    xml?: boolean;
    transportLayerEncodingLabel?: string;
    defaultEncoding?: string;
    maxPrescanBytes?: number;
  };
  /** The WHATWG name of an encoding; the package brings no types of its own. */
  export default function sniffEncoding(bytes: Uint8Array, options?: Options): string;
}
