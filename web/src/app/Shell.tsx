import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router';
import { isOutdated, useLive } from '../api/live';
import { onSignedOut, queries } from '../api/client';
import { sessionQuery } from '../api/session';
import { ErrorState } from '../design/feedback/ErrorState';
import { ShortcutHelp } from '../design/keyboard/ShortcutHelp';
import { features } from '../features';
import { SignInAgain } from '../features/identity';
import { ConnectionBar } from './ConnectionBar';
import { PaletteDoor } from './PaletteDoor';
import { PhoneBar } from './PhoneBar';
import { Sidebar } from './Sidebar';
import { Starting } from './Starting';
import classes from './Shell.module.css';

const everywhere = features.flatMap((feature) => feature.everywhere ?? []);

onSignedOut(() => void queries.invalidateQueries({ queryKey: sessionQuery.queryKey }));

/** Lets in whoever is signed in and puts the navigation around their pages. */
export function Shell() {
  const session = useQuery(sessionQuery);
  const location = useLocation();
  const wasIn = useRef(false);
  if (session.data === undefined) {
    return session.isError ? <ErrorState error={session.error} retry={() => void session.refetch()} /> : <Starting />;
  }
  if (session.data.signedIn) wasIn.current = true;
  if (!wasIn.current) {
    if (session.data.firstRun) return <Navigate to="/welcome" replace />;
    const next = location.pathname + location.search;
    return <Navigate to={next === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`} replace />;
  }
  return (
    <>
      <Frame />
      {/* Whoever is signed out in the middle of something keeps the page and what they typed. */}
      {!session.data.signedIn && <SignInAgain />}
    </>
  );
}

function Frame() {
  useLive();
  const main = useFocusOnNavigation();
  return (
    <div className={classes.shell}>
      <a href="#main" className="skip-link">
        Skip to the page
      </a>
      <Sidebar />
      <div className={classes.content}>
        <ConnectionBar />
        <main id="main" ref={main} tabIndex={-1} className={classes.main}>
          <Outlet />
        </main>
      </div>
      <PhoneBar />
      <PaletteDoor />
      <ShortcutHelp />
      {everywhere.map((Part, index) => (
        <Part key={index} />
      ))}
    </div>
  );
}

/** A new page begins at its head, also for those who hear it. A newer build is taken at the same occasion. */
function useFocusOnNavigation() {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    if (isOutdated()) location.reload();
    main.current?.focus({ preventScroll: true });
  }, [pathname]);
  return main;
}
