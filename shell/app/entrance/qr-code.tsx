import { useMemo } from 'react';
import { encode } from 'uqr';
import classes from './second-factor.module.css';

/** A QR code, drawn here: what it says is sent to nobody. Always dark on white, which every camera reads. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { size, path } = useMemo(() => {
    const { data, size: side } = encode(text, { ecc: 'M', border: 2 });
    return { size: side, path: data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('') };
  }, [text]);
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} className={classes.qr} shapeRendering="crispEdges">
      <path d={path} fill="#000" />
    </svg>
  );
}
