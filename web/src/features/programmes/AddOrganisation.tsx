import { useQueryClient } from "@tanstack/react-query";
import { Button, Details, Select, TextInput } from "nhsuk-react-components";
import { useState } from "react";
import { api } from "../../lib/api";
import { fieldErrors, problemWords } from "../../lib/problem";
import type { OrganisationRequest } from "../../lib/shapes";
import { sectors } from "../../lib/vocabulary";

/** An organisation that is not in the list yet, without leaving the form. */
export function AddOrganisation({ onAdded }: { onAdded: (id: string) => void }) {
  const queries = useQueryClient();
  const [name, setName] = useState("");
  const [sector, setSector] = useState("acute");
  const create = api.useMutation("post", "/organisations", {
    onSuccess: async (organisation) => {
      setName("");
      await queries.invalidateQueries();
      onAdded(organisation.id);
    },
  });
  const errors = fieldErrors(create.error);
  return (
    <Details>
      <Details.Summary>Add an organisation that is not in the list</Details.Summary>
      <Details.Text>
        <TextInput
          id="organisationName"
          name="organisationName"
          label="Its name"
          labelProps={{ size: "s" }}
          value={name}
          error={errors.name ?? (create.error ? problemWords(create.error) : undefined)}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Select
          id="organisationSector"
          name="organisationSector"
          label="Its sector"
          labelProps={{ size: "s" }}
          value={sector}
          onChange={(event) => setSector(event.currentTarget.value)}
        >
          {Object.entries(sectors).map(([code, word]) => (
            <Select.Option key={code} value={code}>
              {word}
            </Select.Option>
          ))}
        </Select>
        <Button
          type="button"
          secondary
          disabled={create.isPending || !name.trim()}
          onClick={() =>
            create.mutate({ body: { name: name.trim(), sector: sector as OrganisationRequest["sector"] } })
          }
        >
          Add this organisation
        </Button>
      </Details.Text>
    </Details>
  );
}
