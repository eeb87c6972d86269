/** Topic of every change of what somebody is told; `personId` narrows it to one person, with the `notificationId` of what is new. */
export const NOTIFICATIONS_CHANGED = 'notifications-changed';
