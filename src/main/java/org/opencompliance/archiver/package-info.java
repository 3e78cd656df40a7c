/** Archives WeChat and WeCom items from TeleMessage into Microsoft 365 mailboxes. */
package org.opencompliance.archiver;
