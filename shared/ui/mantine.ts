/**
 * Mantine's plain pieces as remotes reach them: one copy, the shell's, with our
 * theme. The shell sends all that stands here with its first page: add a piece
 * when a page needs it, a heavy one to `lazy/`.
 */
export {
  ActionIcon, Alert, Anchor, Avatar, Badge, Button, Card, Center, Collapse, Divider, Group, List, Paper,
  PasswordInput, Progress, Radio, Skeleton, Stack, Text, TextInput, Title,
  UnstyledButton, VisuallyHidden, useComputedColorScheme, useMantineColorScheme,
} from '@mantine/core';
export { useDebouncedCallback, useDebouncedValue, useDisclosure, useHotkeys, useLocalStorage, useMediaQuery, useReducedMotion } from '@mantine/hooks';
