package org.opencompliance.archiver.exchange;

import org.apache.camel.spi.Metadata;

/** The headers of the component. */
public final class MicrosoftExchangeConstants {

    @Metadata(
            label = "producer",
            description =
                    "The mailbox: the object id of its user, or an address of it. For anything that is imported more"
                            + " than once use the id, which never changes.",
            javaType = "String")
    public static final String MAILBOX = "CamelMicrosoftExchangeMailbox";

    @Metadata(
            label = "producer importMessage findMessage verifyMessage",
            description =
                    "The identity of what is imported, at its source. With the option connector and the mailbox it"
                            + " makes the internet message id, by which a second import finds the first.",
            javaType = "String")
    public static final String ITEM_ID = "CamelMicrosoftExchangeItemId";

    @Metadata(
            label = "producer importMessage verifyMessage",
            description =
                    "Named properties to write on the message, or to compare, name to value, in the option propertySet.",
            javaType = "Map<String, String>")
    public static final String PROPERTIES = "CamelMicrosoftExchangeProperties";

    @Metadata(
            label = "producer importMessage findMessage",
            description =
                    "Whether to search the mailbox before the message is created. After an unknown outcome AWAIT is for"
                            + " the tries as long as the index may lag, REPEATED for the one after.",
            javaType = "org.opencompliance.archiver.exchange.MicrosoftExchangeLook",
            defaultValue = "NONE")
    public static final String LOOK = "CamelMicrosoftExchangeLook";

    @Metadata(
            label = "producer importMessage findMessage",
            description =
                    "When the write with the unknown outcome was. A look that lists the folder goes back to a quarter of"
                            + " an hour before; without it, to an hour before now.",
            javaType = "java.time.Instant")
    public static final String LOOK_SINCE = "CamelMicrosoftExchangeLookSince";

    @Metadata(
            label = "producer verifyMessage",
            description =
                    "Whether verifyMessage also compares the body and the contents of the attachments, which it reads"
                            + " for that.",
            javaType = "Boolean",
            defaultValue = "false")
    public static final String COMPARE_CONTENT = "CamelMicrosoftExchangeCompareContent";

    @Metadata(
            label = "producer importMessage",
            description = "Asked right before each write goes out; may hold it back.",
            javaType = "org.opencompliance.archiver.exchange.WriteFence")
    public static final String FENCE = "CamelMicrosoftExchangeFence";

    @Metadata(
            label = "producer resolveUser",
            description = "The address, user principal name or object id to look up in the directory.",
            javaType = "String")
    public static final String ADDRESS = "CamelMicrosoftExchangeAddress";

    @Metadata(
            label = "producer",
            description =
                    "The immutable id of the message: set after importMessage and findMessage, and what readMessage"
                            + " and verifyMessage read.",
            javaType = "String")
    public static final String MESSAGE_ID = "CamelMicrosoftExchangeMessageId";

    @Metadata(
            label = "producer importMessage findMessage",
            description = "The internet message id that the message has in the mailbox.",
            javaType = "String")
    public static final String INTERNET_MESSAGE_ID = "CamelMicrosoftExchangeInternetMessageId";

    @Metadata(
            label = "producer importMessage",
            description = "Whether this call created the message; false when it was found in the mailbox.",
            javaType = "Boolean")
    public static final String CREATED = "CamelMicrosoftExchangeCreated";

    @Metadata(
            label = "producer importMessage",
            description =
                    "The ids of the messages that a look found, the oldest first, which is the one that was completed;"
                            + " not set when the message was created. More than one are doubles.",
            javaType = "List<String>")
    public static final String FOUND = "CamelMicrosoftExchangeFound";

    @Metadata(label = "producer", description = "The id of the folder that the message is in.", javaType = "String")
    public static final String FOLDER_ID = "CamelMicrosoftExchangeFolderId";

    @Metadata(
            label = "producer",
            description = "The id under which Microsoft's support finds the last request.",
            javaType = "String")
    public static final String REQUEST_ID = "CamelMicrosoftExchangeRequestId";

    private MicrosoftExchangeConstants() {}
}
