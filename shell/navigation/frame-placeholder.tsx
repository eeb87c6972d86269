import { PageSkeleton } from '#shared/ui/index.ts';
import classes from './frame.module.css';

/** The frame's shape before it is known who is signed in. */
export function FramePlaceholder() {
  return (
    <div className={classes.frame}>
      <div className={classes.placeholderRail} aria-hidden />
      <main className={classes.content}><PageSkeleton /></main>
    </div>
  );
}
