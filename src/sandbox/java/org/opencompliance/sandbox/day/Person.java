package org.opencompliance.sandbox.day;

/**
 * Someone in a conversation, as TeleMessage knows them.
 *
 * @param name empty when unknown
 * @param mobile digits, perhaps with a plus, or null
 * @param address or null
 * @param mailbox the id of the user in whose mailbox an item with this person must end, or null
 */
record Person(String name, String mobile, String address, String mailbox) {

    /** What stands before the address. */
    String displayName() {
        return (mobile == null ? name : mobile + " " + name).trim();
    }

    /** As subjects name people. */
    String label() {
        return mobile == null ? name : mobile;
    }

    Person withoutMobile() {
        return new Person(name, null, address, mailbox);
    }

    boolean registered() {
        return mailbox != null;
    }
}
