package org.opencompliance.sandbox.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opencompliance.sandbox.graph.TenantFixture.UPN;
import static org.opencompliance.sandbox.graph.TenantFixture.USER;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.opencompliance.sandbox.Web;

class GraphTenantKeepsFoldersTest {

    private static final String BY_NAME = USER + "/mailFolders?$filter=displayName%20eq%20%27WeChat%20Archiver%27";

    @RegisterExtension
    final TenantFixture fixture = new TenantFixture();

    private final GraphTenant tenant = fixture.tenant;
    private final Web web = fixture.web;

    @Test
    void theFirstPageIsShorterThanAMailboxOfFolders() {
        for (int i = 0; i < 4; i++) {
            fixture.folder("More " + i);
        }
        JsonNode first = web.get(USER + "/mailFolders").json();
        JsonNode second = web.get(first.path("@odata.nextLink").asText()).json();

        assertThat(first.path("value")).hasSize(10);
        assertThat(second.path("value")).hasSize(2);
        assertThat(second.has("@odata.nextLink")).isFalse();
    }

    @Test
    void aFolderIsMadeOnceWhateverTheCase() {
        assertThat(web.get(BY_NAME).json().path("value")).isEmpty();
        assertThat(web.post(USER + "/mailFolders", "{'displayName':'WeChat Archiver'}")
                        .status())
                .isEqualTo(201);

        Web.Reply again = web.post(USER + "/mailFolders", "{'displayName':'wechat archiver'}");

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("ErrorFolderExists");
        assertThat(web.get(BY_NAME).json().path("value")).hasSize(1);
    }

    @Test
    void aHiddenFolderShowsOnlyWhenAskedFor() {
        tenant.as(UPN).createHiddenFolder("WeChat Archiver");

        assertThat(web.get(BY_NAME).json().path("value")).isEmpty();
        assertThat(web.get(BY_NAME + "&includeHiddenFolders=true").json().path("value"))
                .hasSize(1);
        assertThat(web.post(USER + "/mailFolders", "{'displayName':'WeChat Archiver'}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void wellKnownNamesAreIds() {
        JsonNode drafts =
                web.get(USER + "/mailFolders/drafts?$select=displayName").json();

        assertThat(drafts.path("displayName").asText()).isEqualTo("Drafts");
        assertThat(drafts.path("id").asText()).isNotEmpty();
        assertThat(drafts.has("parentFolderId")).isFalse();
    }

    @Test
    void anIdStaysTrueWhenTheFolderIsRenamedOrDeletedButNotWhenItIsGone() {
        String folder = fixture.folder("WeChat Archiver");
        String root =
                web.get(USER + "/mailFolders/msgfolderroot").json().path("id").asText();

        tenant.as(UPN).renameFolder("WeChat Archiver", "Mine");
        assertThat(web.get(folder).json().path("displayName").asText()).isEqualTo("Mine");
        tenant.as(UPN).deleteFolder("Mine");
        assertThat(web.get(folder).json().path("parentFolderId").asText()).isNotEqualTo(root);
        tenant.as(UPN).purgeFolder("Mine");
        assertThat(web.get(folder).status()).isEqualTo(404);
    }

    @Test
    void aPropertyThatFoldersDoNotHaveIsRefused() {
        assertThat(web.post(USER + "/mailFolders", "{'displayName':'x','color':'red'}")
                        .code())
                .isEqualTo("UnableToDeserializePostBody");
        assertThat(web.post(USER + "/mailFolders", "{'displayName':7}").status())
                .isEqualTo(400);
    }

    @Test
    void usersWithoutAMailboxAndUnknownUsersAreToldApart() {
        tenant.add(TenantUser.member("2", "cloudless@contoso.example", "No").withoutMailbox());
        tenant.add(TenantUser.member("3", "guest@contoso.example", "Guest").guest());

        assertThat(web.get("/users/2/mailFolders").code()).isEqualTo("MailboxNotEnabledForRESTAPI");
        assertThat(web.get("/users/3/mailFolders").code()).isEqualTo("MailboxNotEnabledForRESTAPI");
        assertThat(web.get("/users/4/mailFolders").code()).isEqualTo("ErrorInvalidUser");
    }

    @Test
    void childFoldersAreApartFromTheOthers() {
        String folder = fixture.folder("Parent");
        web.post(folder + "/childFolders", "{'displayName':'Inbox'}");

        assertThat(web.get(folder + "/childFolders").json().path("value")).hasSize(1);
        assertThat(web.get(folder).json().path("childFolderCount").asInt()).isEqualTo(1);
    }
}
