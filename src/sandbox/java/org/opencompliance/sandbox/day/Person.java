package org.opencompliance.sandbox.day;

/**
 * A participant in a conversation, with the data that TeleMessage has.
 *
 * @param name empty when unknown
 * @param mobile digits, optionally with a plus, or null
 * @param address or null
 * @param mailbox the id of the user that must receive items with this person, or null
 */
record Person(String name, String mobile, String address, String mailbox) {

    /** The display name before the address. */
    String displayName() {
        return (mobile == null ? name : mobile + " " + name).trim();
    }

    /** The name in subjects. */
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
