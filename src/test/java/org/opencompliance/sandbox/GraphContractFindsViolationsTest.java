package org.opencompliance.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opencompliance.sandbox.graph.GraphTenant;
import org.opencompliance.sandbox.graph.TenantUser;

class GraphContractFindsViolationsTest {

    private static final String MESSAGES = "/users/u%40c.example/messages";

    private final GraphTenant tenant = GraphTenant.start(Clock.systemUTC(), 1);
    private final Web web = new Web(tenant.url());
    private GraphContract contract;

    @BeforeEach
    void hangOn() {
        contract = GraphContract.find().orElse(null);
        Assumptions.assumeTrue(contract != null, "no description of Graph");
        tenant.add(TenantUser.member("u", "u@c.example", "U"));
        tenant.onRequest(contract);
    }

    @AfterEach
    void close() {
        tenant.close();
    }

    @Test
    void whatAnArchiverSendsIsInOrder() {
        web.get("/users?$filter=mail%20eq%20%27a%40b.example%27&$select=id,mail&$top=2");
        web.get("/users/u?$select=id,userType");
        web.get("/users/u/mailFolders?$filter=displayName%20eq%20%27x%27&includeHiddenFolders=true");
        web.post("/users/u/mailFolders", "{'displayName':'x'}");
        web.post(
                "/users/u/mailFolders/inbox/messages",
                "{'@odata.type':'#microsoft.graph.message','subject':null,'body':{'contentType':'html','content':'x'},"
                        + "'from':{'emailAddress':{'address':'a@b.example','name':'A'}},'importance':'low',"
                        + "'attachments':[{'@odata.type':'#microsoft.graph.fileAttachment','name':'a',"
                        + "'contentBytes':'AA==','contentId':'c','isInline':true}],"
                        + "'singleValueExtendedProperties':[{'id':'Integer 0x0E07','value':'1'}]}");
        web.post(
                MESSAGES + "/m/attachments/createUploadSession",
                "{'AttachmentItem':{'attachmentType':'file','size':1}}");
        web.post(MESSAGES + "/m/move", "{'DestinationId':'inbox'}");
        web.delete(MESSAGES + "/m");

        assertThat(contract.violations()).isEmpty();
        assertThat(contract.checked()).isEqualTo(8);
    }

    @Test
    void anUnknownPropertyIsOneAtAnyDepth() {
        web.post(MESSAGES, "{'subjet':'x'}");
        web.post(MESSAGES, "{'toRecipients':[{'emailAddress':{'adress':'x'}}]}");
        web.post(MESSAGES, "{'attachments':[{'content':'x'}]}");
        web.post("/users/u/mailFolders", "{'name':'x'}");

        assertThat(contract.violations()).hasSize(4);
        assertThat(contract.violations().get(0)).contains("subjet").contains("POST /users/{user-id}/messages");
    }

    @Test
    void aWrongTypeOrValueIsOne() {
        web.post(MESSAGES, "{'subject':1}");
        web.post(MESSAGES, "{'importance':'urgent'}");
        web.post(MESSAGES, "{'sentDateTime':'today'}");

        assertThat(contract.violations()).hasSize(3);
    }

    @Test
    void anUnknownPathMethodOrQueryParameterIsOne() {
        web.get("/users/u/calendar");
        web.delete("/users/u/messages");
        web.get("/users/u?$top=1");
        web.get(MESSAGES + "?select=id");

        assertThat(contract.violations()).hasSize(4);
    }

    @Test
    void aNameToSelectThatTheAnswerDoesNotHaveIsOneAndSoIsAPageOfNothing() {
        web.get("/users?$select=id,email");
        web.get("/users/u/messages?$select=id,isDraft,receivedAt&$top=20");
        web.get(MESSAGES + "/m?$expand=singleValueExtendedProperties($filter=id%20eq%20%27a,b%27),recipients");
        web.get("/users/u/mailFolders?$top=0");

        assertThat(contract.violations()).hasSize(4);
    }

    @Test
    void violationsRepeatNothingThatWasSent() {
        web.post(MESSAGES, "{'subject':4711,'importance':'secret-word'}");

        assertThat(contract.violations())
                .hasSize(2)
                .noneMatch(violation -> violation.contains("4711")
                        || violation.contains("secret-word")
                        || violation.contains("u@c.example"));
    }
}
