// The icons the pages use, by their Lucide names. Add one here and it is in the sprite.
export const iconNames = [
  'accessibility', 'armchair', 'arrow-left', 'arrow-right', 'badge-check', 'bell',
  'book-open', 'bus', 'calendar', 'calendar-check', 'calendar-clock', 'calendar-x',
  'car', 'check', 'chevron-down', 'circle-alert', 'circle-check', 'circle-dashed',
  'circle-minus', 'circle-pause', 'circle-plus', 'circle-question-mark', 'circle-stop',
  'clipboard-list', 'clock', 'coffee', 'door-open', 'download', 'ear', 'eye-off',
  'file-text', 'flag', 'footprints', 'globe', 'hand', 'heart-handshake', 'house',
  'inbox', 'info', 'key-round', 'lamp', 'languages', 'leaf', 'life-buoy', 'link',
  'list', 'locate-fixed', 'lock', 'mail', 'map-pin', 'message-circle', 'minus',
  'moon-star', 'notebook-pen', 'pencil', 'phone', 'plus', 'printer', 'rss', 'search',
  'settings-2', 'shield', 'smartphone', 'sprout', 'sun', 'trash-2', 'upload',
  'user-round', 'users-round', 'video', 'volume-x', 'wallet', 'x',
]
