/** React Router as remotes reach it: one copy, the shell's. */
export {
  Link, NavLink, Navigate, Outlet,
  useHref, useLocation, useMatch, useNavigate, useOutletContext, useParams, useResolvedPath, useRoutes, useSearchParams,
} from 'react-router';
export type { RouteObject, To } from 'react-router';
