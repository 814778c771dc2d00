import { createBrowserRouter, Navigate, Outlet, ScrollRestoration, type RouteObject } from 'react-router';
import { features } from '../features';
import { NotFound } from './NotFound';
import { PageFailed } from './PageFailed';
import { Shell } from './Shell';
import { Starting } from './Starting';

const pages = features.flatMap((feature) => feature.routes);
const openPages = features.flatMap((feature) => feature.openRoutes ?? []);
const first = features.flatMap((feature) => feature.nav ?? [])[0];
// Until there is a page for the bare address, it leads to the first page that there is.
const home: RouteObject[] =
  pages.some((route) => route.index === true || route.path === '/') || first === undefined
    ? []
    : [{ index: true, element: <Navigate to={first.to} replace /> }];

export const router = createBrowserRouter([
  {
    element: (
      <>
        <Outlet />
        <ScrollRestoration />
      </>
    ),
    hydrateFallbackElement: <Starting />,
    errorElement: <PageFailed />,
    children: [
      ...openPages,
      {
        element: <Shell />,
        children: [
          {
            // Here as well, so that the navigation stays when a page breaks.
            errorElement: <PageFailed />,
            children: [...home, ...pages, { path: '*', element: <NotFound /> }],
          },
        ],
      },
    ],
  },
]);
